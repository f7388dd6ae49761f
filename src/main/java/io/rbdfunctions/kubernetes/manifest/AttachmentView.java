package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentSource;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentStatus;
import io.rbdfunctions.volume.CsiDriver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a VolumeAttachment. Absent fields are returned as empty or as their defaults. */
public record AttachmentView(VolumeAttachment attachment) {
    /** The CSI driver for RBD that has to attach the volume; empty if it is another driver. */
    public Optional<CsiDriver> attacher() {
        return Optional.ofNullable(attachment.getSpec().getAttacher())
                .filter(CsiDriver::isOne)
                .map(CsiDriver::new);
    }

    /** The name of the PersistentVolume; empty for a volume in the specification of a pod. */
    public Optional<String> volume() {
        return Optional.ofNullable(attachment.getSpec().getSource())
                .map(VolumeAttachmentSource::getPersistentVolumeName);
    }

    public boolean isTerminating() {
        return attachment.getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether nodes may use the volume, and no error of an earlier attempt is left. */
    public boolean isAttached() {
        @Nullable VolumeAttachmentStatus status = attachment.getStatus();
        return status != null && Boolean.TRUE.equals(status.getAttached()) && status.getAttachError() == null;
    }

    public boolean hasFinalizer(String finalizer) {
        return attachment.getMetadata().getFinalizers().contains(finalizer);
    }

    /**
     * The finalizer that csi-attacher puts on VolumeAttachments and PersistentVolumes of a driver that has work to do when a
     * volume is detached: {@code external-attacher/} and the driver's name with dashes for dots.
     */
    public static String finalizerOf(CsiDriver driver) {
        return "external-attacher/" + driver.value().replace('.', '-');
    }
}
