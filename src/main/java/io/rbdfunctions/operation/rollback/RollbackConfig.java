package io.rbdfunctions.operation.rollback;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings for rollbacks. */
@ConfigMapping(prefix = "rbd-functions.rollback")
public interface RollbackConfig {
    /** The minimum time that what a volume was before stays in the trash, unless its class has a {@code trashRetention}. */
    @WithDefault("7d")
    Duration retention();
}
