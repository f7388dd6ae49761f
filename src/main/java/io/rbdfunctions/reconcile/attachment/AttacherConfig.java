package io.rbdfunctions.reconcile.attachment;

import io.rbdfunctions.volume.CsiDriver;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Settings of the attacher. */
@ConfigMapping(prefix = "rbd-functions.attacher")
public interface AttacherConfig {
    /** The CSI drivers whose VolumeAttachments are marked as attached; without them there is no attacher. */
    Optional<Set<CsiDriver>> drivers();
}
