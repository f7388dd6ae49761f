package io.rbdfunctions.reconcile;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.attachment.AttachmentDecision;
import io.rbdfunctions.reconcile.attachment.AttachmentReconciler;
import io.rbdfunctions.reconcile.claim.ClaimDecision;
import io.rbdfunctions.reconcile.claim.ClaimReconciler;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.snapshot.SnapshotContentDecision;
import io.rbdfunctions.reconcile.snapshot.SnapshotReconciler;
import io.rbdfunctions.reconcile.volume.VolumeDecision;
import io.rbdfunctions.reconcile.volume.VolumeReconciler;
import io.rbdfunctions.volume.ObjectName;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

/**
 * Reconciles claims, volumes, attachments and contents of snapshots. Events are hints: if the object needs no work the event is
 * ignored; otherwise the object is read again and handled in its current state.
 */
@Singleton
public final class Reconcilers {
    private final ClaimReconciler claims;
    private final VolumeReconciler volumes;
    private final AttachmentReconciler attachments;
    private final SnapshotReconciler snapshots;
    private final RetryingRunner runner;
    private final int retryQueueLimit;
    private final String provisionerName;

    Reconcilers(
            ClaimReconciler claims,
            VolumeReconciler volumes,
            AttachmentReconciler attachments,
            SnapshotReconciler snapshots,
            ProvisionerConfig operations,
            ReconcileConfig config) {
        this.claims = claims;
        this.volumes = volumes;
        this.attachments = attachments;
        this.snapshots = snapshots;
        this.provisionerName = operations.provisioner();
        this.retryQueueLimit = config.retryQueueSize();
        this.runner = new RetryingRunner(retryQueueLimit, this::reconcileOnce);
    }

    @PreDestroy
    void close() {
        runner.close();
    }

    /** How many objects wait for a retry. */
    public int retryQueueSize() {
        return runner.waiting();
    }

    /** How many objects may wait for a retry. */
    public int retryQueueLimit() {
        return retryQueueLimit;
    }

    /** Reconciles a claim if it needs work in the state that an event reports. */
    public Reconciled claimChanged(PersistentVolumeClaim claim) {
        if (ClaimDecision.of(claim, provisionerName) instanceof ClaimDecision.Nothing nothing) {
            return new Reconciled.Nothing(nothing.reason());
        }
        return reconcile(ReconcileKey.of(claim));
    }

    /** Reconciles a volume if it needs work in the state that an event reports. */
    public Reconciled volumeChanged(PersistentVolume volume) {
        if (VolumeDecision.of(volume, provisionerName) instanceof VolumeDecision.Nothing nothing
                && !attachments.isKept(volume)) {
            return new Reconciled.Nothing(nothing.reason());
        }
        return reconcile(ReconcileKey.of(volume));
    }

    /** Reconciles an attachment if it needs work in the state that an event reports. */
    public Reconciled attachmentChanged(VolumeAttachment attachment) {
        if (attachments.decide(attachment) instanceof AttachmentDecision.Nothing nothing) {
            return new Reconciled.Nothing(nothing.reason());
        }
        return reconcile(ReconcileKey.of(attachment));
    }

    /** Removes csi-attacher's finalizer from the volume of an attachment that has been deleted. */
    public Reconciled attachmentDeleted(VolumeAttachment attachment) {
        return attachments
                .volumeOf(attachment)
                .map(volume -> {
                    ReconcileKey key = new ReconcileKey.Volume(volume);
                    return runner.run(key, () -> attachments.release(volume));
                })
                .orElseGet(() -> new Reconciled.Nothing("it belongs to another attacher"));
    }

    /**
     * Reconciles the content of a snapshot if its change to the state that an event reports causes work. An attempt that is noted on the
     * content since then may have ended with its process, so that a broker delivers the event again.
     */
    public Reconciled contentChanged(GenericKubernetesResource content) {
        return snapshots.decideChange(content) instanceof SnapshotContentDecision.Nothing nothing
                ? new Reconciled.Nothing(nothing.reason())
                : reconcile(ReconcileKey.of(content));
    }

    /** Reads the content of a snapshot, and reconciles it if its change to this state causes work. */
    public Reconciled contentChanged(ObjectName name) {
        return runner.run(new ReconcileKey.SnapshotContent(name), () -> snapshots.reconcileChange(name));
    }

    /** Whether this installation handles the contents of snapshots. */
    public boolean areSnapshotsEnabled() {
        return snapshots.isEnabled();
    }

    /** Whether this installation attaches volumes for any CSI driver. */
    public boolean isAttacher() {
        return attachments.isEnabled();
    }

    /** Whether a claim in this state needs work. */
    public boolean needsWork(PersistentVolumeClaim claim) {
        return !(ClaimDecision.of(claim, provisionerName) instanceof ClaimDecision.Nothing);
    }

    /** Whether a volume in this state needs work. */
    public boolean needsWork(PersistentVolume volume) {
        return !(VolumeDecision.of(volume, provisionerName) instanceof VolumeDecision.Nothing)
                || attachments.isKept(volume);
    }

    /** Whether an attachment in this state needs work. */
    public boolean needsWork(VolumeAttachment attachment) {
        return !(attachments.decide(attachment) instanceof AttachmentDecision.Nothing);
    }

    /** Whether the content of a snapshot in this state needs work. */
    public boolean needsWork(GenericKubernetesResource content) {
        return !(snapshots.decide(content) instanceof SnapshotContentDecision.Nothing);
    }

    /** Whether the change of a snapshot's content to this state causes work. */
    public boolean needsWorkAfterChange(GenericKubernetesResource content) {
        return !(snapshots.decideChange(content) instanceof SnapshotContentDecision.Nothing);
    }

    /**
     * Reconciles a claim in the state that a watch has just reported. A claim without a volume is not read again. Adds it
     * to the retry queue if that fails and a retry may succeed.
     *
     * @throws TryAgainException on a failure that concerns other objects, too
     */
    public Reconciled reconcileWatched(PersistentVolumeClaim claim) {
        ReconcileKey key = ReconcileKey.of(claim);
        return runner.run(key, () -> claims.reconcile(claim));
    }

    /**
     * Reconciles an attachment in the state that a watch has just reported. Adds it to the retry queue if that fails.
     *
     * @throws TryAgainException if the API server fails
     */
    public Reconciled reconcileWatched(VolumeAttachment attachment) {
        ReconcileKey key = ReconcileKey.of(attachment);
        return runner.run(key, () -> attachments.reconcile(attachment));
    }

    /**
     * Reads the object and reconciles it. Adds it to the retry queue if that fails and a retry may succeed.
     *
     * @throws TryAgainException on a failure that concerns other objects, too
     */
    public Reconciled reconcile(ReconcileKey key) {
        return runner.run(key);
    }

    private Reconciled reconcileOnce(ReconcileKey key) {
        return switch (key) {
            case ReconcileKey.Claim claim -> claims.reconcile(claim.key());
            case ReconcileKey.Volume volume -> reconcileVolume(volume.name());
            case ReconcileKey.Attachment attachment -> attachments.reconcile(attachment.name());
            case ReconcileKey.SnapshotContent content -> snapshots.reconcile(content.name());
        };
    }

    /** A volume can be kept by csi-attacher alone, when its image is deleted or belongs to another provisioner. */
    private Reconciled reconcileVolume(ObjectName name) {
        Reconciled reconciled = volumes.reconcile(name);
        return reconciled instanceof Reconciled.Nothing && attachments.isEnabled()
                ? attachments.release(name)
                : reconciled;
    }
}
