package io.rbdfunctions.function;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How the functions are served. */
@ConfigMapping(prefix = "rbd-functions.http")
interface HttpConfig {

    /** How many requests are worked on at once, at least 1; more are sent away with 503. */
    @WithDefault("512")
    @WithConverter(AtLeastOne.class)
    int inFlight();
}
