package io.rbdfunctions.operation.delete;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings for the deletion of large images. */
@ConfigMapping(prefix = "rbd-functions.rbd")
public interface DeletionConfig {
    /**
     * The largest number of objects of an image without object map that is removed during the request. Larger images are
     * moved to the trash, and the sweep purges them. Ceph removes some thousand objects a second.
     */
    @WithDefault("4096")
    long removeInPlaceObjects();

    /**
     * The minimum time that such an image stays in the trash. It must exceed the time that the command may wait for its
     * turn: if the expiry has passed when rbd runs, rbd sets one in the year 2106.
     */
    @WithDefault("60s")
    Duration purgeAfter();
}
