package io.rbdfunctions.reconcile.attachment;

import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.rbdfunctions.kubernetes.manifest.AttachmentView;
import io.rbdfunctions.volume.CsiDriver;
import java.util.Optional;
import java.util.Set;

/**
 * The work that a VolumeAttachment needs. Decided by a pure function without side effects.
 *
 * <p>Same as csi-attacher for drivers without {@code ControllerPublishVolume}, except that it also removes finalizers. Nodes
 * map the image themselves, so nothing has to be done to attach or detach it.
 */
public sealed interface AttachmentDecision {
    record Nothing(String reason) implements AttachmentDecision {}

    /** Mark it as attached, so that the kubelet mounts the volume. */
    record Attach() implements AttachmentDecision {}

    /** It is being deleted: remove the finalizer of a csi-attacher that ran for a driver with work to do. */
    record RemoveFinalizer(String finalizer) implements AttachmentDecision {}

    /**
     * Decides on an attachment in this state.
     *
     * @param drivers the drivers to attach for
     */
    static AttachmentDecision of(VolumeAttachment object, Set<CsiDriver> drivers) {
        AttachmentView attachment = new AttachmentView(object);
        Optional<CsiDriver> driver = attachment.attacher().filter(drivers::contains);
        if (driver.isEmpty()) {
            return new Nothing("it belongs to another attacher");
        }
        if (!attachment.isTerminating()) {
            return attachment.isAttached() ? new Nothing("it is attached") : new Attach();
        }
        String finalizer = AttachmentView.finalizerOf(driver.get());
        return attachment.hasFinalizer(finalizer)
                ? new RemoveFinalizer(finalizer)
                : new Nothing("it is being deleted and does not have the finalizer");
    }
}
