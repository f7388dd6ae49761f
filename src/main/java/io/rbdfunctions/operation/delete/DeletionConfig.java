package io.rbdfunctions.operation.delete;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How images are deleted that take their time. */
@ConfigMapping(prefix = "rbd-functions.rbd")
public interface DeletionConfig {
    /**
     * How many objects an image without object-map may have to be removed while the caller waits: a larger one is moved to
     * the trash, and purged by the sweep. Some thousands are removed in a second.
     */
    @WithDefault("4096")
    long removeInPlaceObjects();

    /**
     * How long such an image stays in the trash at least. Longer than rbd may take to get to it: of an expiry that has
     * passed by then, rbd makes one in the year 2106.
     */
    @WithDefault("60s")
    Duration purgeAfter();
}
