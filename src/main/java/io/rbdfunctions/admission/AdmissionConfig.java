package io.rbdfunctions.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the validating webhook. */
@ConfigMapping(prefix = "rbd-functions.admission")
interface AdmissionConfig {
    /** Whether the admin Secret of a new StorageClass must exist; needs permission to read it. */
    @WithDefault("false")
    boolean checkSecrets();

    /** Whether the pools of a new StorageClass must exist, and users of a volume's image are shown on its deletion. */
    @WithDefault("false")
    boolean checkCeph();

    /** How long a review waits for Ceph or reads long lists; must be less than the webhook's {@code timeoutSeconds}. */
    @WithDefault("2s")
    Duration timeout();
}
