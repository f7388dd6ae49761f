package io.rbdfunctions.observability;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Whether and where traces are sent. */
@ConfigMapping(prefix = "rbd-functions.tracing")
interface TracingConfig {
    /** A collector that takes OTLP over HTTP, such as {@code http://collector:4318}; without it no traces are made. */
    Optional<URI> endpoint();

    /** Who may vouch for a collector with an address of {@code https}: certificates in PEM, or a key store without a password. */
    @WithDefault("${java.home:}/lib/security/cacerts")
    Path authorities();
}
