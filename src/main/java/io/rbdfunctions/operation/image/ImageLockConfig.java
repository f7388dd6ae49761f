package io.rbdfunctions.operation.image;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of {@link ImageLocks}. */
@ConfigMapping(prefix = "rbd-functions")
public interface ImageLockConfig {
    /** How long an operation waits for another operation on the same image in this replica. */
    @WithDefault("60s")
    Duration imageLockTimeout();
}
