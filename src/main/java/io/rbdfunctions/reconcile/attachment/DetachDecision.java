package io.rbdfunctions.reconcile.attachment;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.AttachmentView;
import io.rbdfunctions.volume.CsiDriver;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a volume has the finalizer by which csi-attacher keeps volumes that are attached. Decided by pure functions without
 * side effects.
 */
final class DetachDecision {
    private DetachDecision() {}

    /**
     * The finalizer of the volume's own driver, to be removed as soon as no VolumeAttachment names the volume.
     *
     * @param drivers the drivers to attach for
     */
    static Optional<String> finalizer(PersistentVolume volume, Set<CsiDriver> drivers) {
        return Optional.ofNullable(volume.getSpec().getCsi())
                .map(source -> source.getDriver())
                .filter(CsiDriver::isOne)
                .map(CsiDriver::new)
                .filter(drivers::contains)
                .map(AttachmentView::finalizerOf)
                .filter(finalizer -> volume.getMetadata().getFinalizers().contains(finalizer));
    }

    /** Whether the finalizer keeps a volume that is being deleted. Before that it does no harm. */
    static boolean isUrgent(PersistentVolume volume, Set<CsiDriver> drivers) {
        return volume.getMetadata().getDeletionTimestamp() != null
                && finalizer(volume, drivers).isPresent();
    }
}
