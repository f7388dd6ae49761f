package io.rbdfunctions.reconcile.attachment;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.VolumeAttachments;
import io.rbdfunctions.kubernetes.manifest.AttachmentView;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.reconcile.result.ConflictRetry;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.AttacherAction;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reconciles VolumeAttachments, and volumes with a finalizer of csi-attacher. Needs only the API server. */
@Singleton
public final class AttachmentReconciler {
    private static final Reconciled GONE = new Reconciled.Nothing("the attachment no longer exists");

    private final VolumeAttachments attachments;
    private final PersistentVolumes volumes;
    private final Set<CsiDriver> drivers;

    AttachmentReconciler(VolumeAttachments attachments, PersistentVolumes volumes, AttacherConfig config) {
        this.attachments = attachments;
        this.volumes = volumes;
        this.drivers = config.drivers().map(Set::copyOf).orElse(Set.of());
    }

    /** Whether this installation attaches for any driver. Without one it has no permission to read VolumeAttachments. */
    public boolean isEnabled() {
        return !drivers.isEmpty();
    }

    /** The work that an attachment in this state needs. */
    public AttachmentDecision decide(VolumeAttachment attachment) {
        return AttachmentDecision.of(attachment, drivers);
    }

    /** Whether a finalizer of csi-attacher keeps a volume that is being deleted. */
    public boolean isKept(PersistentVolume volume) {
        return DetachDecision.isUrgent(volume, drivers);
    }

    /** The volume of an attachment for one of the drivers. */
    public Optional<ObjectName> volumeOf(VolumeAttachment object) {
        AttachmentView attachment = new AttachmentView(object);
        return attachment
                .attacher()
                .filter(drivers::contains)
                .flatMap(_ -> attachment.volume())
                .map(ObjectName::new);
    }

    /**
     * Reads the attachment and reconciles it.
     *
     * @throws TryAgainException if the API server fails
     */
    public Reconciled reconcile(ObjectName name) {
        if (!isEnabled()) {
            return GONE;
        }
        return ConflictRetry.run(() -> readAndReconcile(name));
    }

    /**
     * Reconciles an attachment in the state that a watch has just reported. It is read again only after a conflict, since a
     * pod waits for each call.
     *
     * @throws TryAgainException if the API server fails
     */
    public Reconciled reconcile(VolumeAttachment watched) {
        AtomicBoolean isRetry = new AtomicBoolean();
        ObjectName name = new ObjectName(watched.getMetadata().getName());
        return ConflictRetry.run(() -> isRetry.getAndSet(true) ? readAndReconcile(name) : reconcileRead(watched));
    }

    private Reconciled readAndReconcile(ObjectName name) {
        return attachments.find(name).map(this::reconcileRead).orElse(GONE);
    }

    private Reconciled reconcileRead(VolumeAttachment attachment) {
        return switch (decide(attachment)) {
            case AttachmentDecision.Nothing nothing -> new Reconciled.Nothing(nothing.reason());
            case AttachmentDecision.Attach _ -> {
                attachments.markAttached(attachment);
                yield new Reconciled.AttacherDone(AttacherAction.ATTACHED);
            }
            case AttachmentDecision.RemoveFinalizer remove -> {
                attachments.dropFinalizer(attachment, remove.finalizer());
                volumeOf(attachment).ifPresent(this::release);
                yield new Reconciled.AttacherDone(AttacherAction.FINALIZER_REMOVED);
            }
        };
    }

    /**
     * Removes csi-attacher's finalizer from a volume that is no longer attached to any node.
     *
     * @throws TryAgainException if the API server fails
     */
    public Reconciled release(ObjectName volume) {
        if (!isEnabled()) {
            return new Reconciled.Nothing("no driver is attached for");
        }
        return ConflictRetry.run(() -> volumes.find(volume)
                .map(this::release)
                .orElseGet(() -> new Reconciled.Nothing("the volume no longer exists")));
    }

    private Reconciled release(PersistentVolume volume) {
        Optional<String> finalizer = DetachDecision.finalizer(volume, drivers);
        if (finalizer.isEmpty()) {
            return new Reconciled.Nothing("it does not have the finalizer of csi-attacher");
        }
        if (isAttached(volume.getMetadata().getName())) {
            return new Reconciled.Nothing("a VolumeAttachment names it");
        }
        volumes.dropFinalizer(volume, finalizer.get());
        return new Reconciled.AttacherDone(AttacherAction.FINALIZER_REMOVED);
    }

    /** The API server cannot select VolumeAttachments by their volume. */
    private boolean isAttached(String volume) {
        AtomicBoolean isFound = new AtomicBoolean();
        ListPager.forEach(attachments::page, isFound::get, attachment -> {
            if (new AttachmentView(attachment).volume().filter(volume::equals).isPresent()) {
                isFound.set(true);
            }
        });
        return isFound.get();
    }
}
