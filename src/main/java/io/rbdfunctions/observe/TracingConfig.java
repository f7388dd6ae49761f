package io.rbdfunctions.observe;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Whether and where traces are sent. */
@ConfigMapping(prefix = "rbd-functions.tracing")
interface TracingConfig {
    /** A collector that takes OTLP over HTTP, such as {@code http://collector:4318}; without it no traces are made. */
    Optional<URI> endpoint();
}
