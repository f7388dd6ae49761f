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
     * The largest number of objects of an image that is removed during the request although the manager would remove it. More
     * take longer than to move the image to the trash and to tell the manager.
     */
    @WithDefault("64")
    long handOverObjects();

    /**
     * The minimum time that such an image stays in the trash, also for the manager, which tries at once and again after 30 s. It must exceed the time that the command may wait for its
     * turn: if the expiry has passed when rbd runs, rbd sets one in the year 2106.
     */
    @WithDefault("25s")
    Duration purgeAfter();
}
