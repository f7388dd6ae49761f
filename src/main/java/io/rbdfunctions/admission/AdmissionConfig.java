package io.rbdfunctions.admission;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How changes to the cluster are judged. */
@ConfigMapping(prefix = "rbd-functions.admission")
interface AdmissionConfig {
    /** Whether a new class's admin Secret must be there already; needs the right to read it. */
    @WithDefault("false")
    boolean askSecrets();

    /** Whether Ceph is asked for a new class's pools, and for the clients of a volume that is to go. */
    @WithDefault("false")
    boolean askCeph();

    /** How long Ceph, or a long list of the API server's, is waited for; less than the webhook's own timeout. */
    @WithDefault("2s")
    Duration patience();
}
