package io.rbdfunctions.journal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configures the journal. */
@ConfigMapping(prefix = "rbd-functions.csi")
interface JournalConfig {
    /** The {@code --instanceid} of ceph-csi, which is part of the name of the journal's directory. */
    @WithDefault("default")
    String instanceId();
}
