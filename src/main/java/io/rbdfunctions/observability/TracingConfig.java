package io.rbdfunctions.observability;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where traces are sent. */
@ConfigMapping(prefix = "rbd-functions.tracing")
interface TracingConfig {
    /** A collector for OTLP over HTTP, such as {@code http://collector:4318}; without it no traces are created. */
    Optional<URI> endpoint();

    /** A PEM file with the certificates of the authorities to trust for {@code https}; default: the JVM's trust store. */
    Optional<Path> authorities();
}
