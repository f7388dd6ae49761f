package io.rbdfunctions.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.attachment.AttachmentDecision;
import io.rbdfunctions.reconcile.attachment.AttachmentReconciler;
import io.rbdfunctions.reconcile.claim.ClaimDecision;
import io.rbdfunctions.reconcile.claim.ClaimReconciler;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.volume.VolumeDecision;
import io.rbdfunctions.reconcile.volume.VolumeReconciler;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Reconciles claims, volumes and attachments. Events are hints: if the object needs no work the event is ignored; otherwise the object
 * is read again and handled in its current state.
 */
@Singleton
public final class Reconcilers {
    private static final Logger LOG = Logger.getLogger(Reconcilers.class);

    private final ClaimReconciler claims;
    private final VolumeReconciler volumes;
    private final AttachmentReconciler attachments;
    private final RetryQueue retryQueue;
    private final int retryQueueLimit;
    private final String provisionerName;

    Reconcilers(
            ClaimReconciler claims,
            VolumeReconciler volumes,
            AttachmentReconciler attachments,
            ProvisionerConfig operations,
            ReconcileConfig config) {
        this.claims = claims;
        this.volumes = volumes;
        this.attachments = attachments;
        this.provisionerName = operations.provisioner();
        this.retryQueueLimit = config.retryQueueSize();
        this.retryQueue = new RetryQueue(retryQueueLimit, this::retry);
    }

    /** How many objects wait for a retry. */
    public int retryQueueSize() {
        return retryQueue.size();
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
                    return reconcile(key, () -> perform(key, () -> attachments.release(volume)));
                })
                .orElseGet(() -> new Reconciled.Nothing("it belongs to another attacher"));
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

    /**
     * Reconciles a claim in the state that a watch has just reported. A claim without a volume is not read again. Adds it
     * to the retry queue if that fails and a retry may succeed.
     *
     * @throws TryAgainException on a failure that concerns other objects, too
     */
    public Reconciled reconcileWatched(PersistentVolumeClaim claim) {
        ReconcileKey key = ReconcileKey.of(claim);
        return reconcile(key, () -> perform(key, () -> claims.reconcile(claim)));
    }

    /**
     * Reconciles an attachment in the state that a watch has just reported. Adds it to the retry queue if that fails.
     *
     * @throws TryAgainException if the API server fails
     */
    public Reconciled reconcileWatched(VolumeAttachment attachment) {
        ReconcileKey key = ReconcileKey.of(attachment);
        return reconcile(key, () -> perform(key, () -> attachments.reconcile(attachment)));
    }

    /**
     * Reads the object and reconciles it. Adds it to the retry queue if that fails and a retry may succeed.
     *
     * @throws TryAgainException on a failure that concerns other objects, too
     */
    public Reconciled reconcile(ReconcileKey key) {
        return reconcile(key, () -> reconcileOnce(key));
    }

    private Reconciled reconcile(ReconcileKey key, Supplier<Reconciled> once) {
        try {
            Reconciled reconciled = once.get();
            if (isRetryable(reconciled)) {
                retryQueue.add(key);
            }
            return reconciled;
        } catch (TryAgainException failure) {
            retryQueue.add(key);
            throw failure;
        }
    }

    private boolean retry(ReconcileKey key) {
        try {
            return !isRetryable(reconcileOnce(key));
        } catch (TryAgainException failure) {
            LOG.debugf("%s will be retried: %s", key, failure.getMessage());
            return false;
        }
    }

    private Reconciled reconcileOnce(ReconcileKey key) {
        return perform(key, () -> switch (key) {
            case ReconcileKey.Claim claim -> claims.reconcile(claim.key());
            case ReconcileKey.Volume volume -> reconcileVolume(volume.name());
            case ReconcileKey.Attachment attachment -> attachments.reconcile(attachment.name());
        });
    }

    /** A volume can be kept by csi-attacher alone, when its image is deleted or belongs to another provisioner. */
    private Reconciled reconcileVolume(ObjectName name) {
        Reconciled reconciled = volumes.reconcile(name);
        return reconciled instanceof Reconciled.Nothing && attachments.isEnabled()
                ? attachments.release(name)
                : reconciled;
    }

    private static Reconciled perform(ReconcileKey key, Supplier<Reconciled> work) {
        Reconciled reconciled = RequestContext.current().about(key.toString()).call(work);
        switch (reconciled) {
            case Reconciled.Nothing nothing -> LOG.debugf("%s: nothing to do: %s", key, nothing.reason());
            case Reconciled.Done done -> LOG.infof("%s: %s", key, EnumText.label(done.action()));
            case Reconciled.AttacherDone done -> LOG.infof("%s: %s", key, EnumText.label(done.action()));
            case Reconciled.Failed failed ->
                LOG.infof("%s: %s", key, failed.refusal().detail());
        }
        return reconciled;
    }

    private static boolean isRetryable(Reconciled reconciled) {
        return reconciled instanceof Reconciled.Failed failed && failed.isRetryable();
    }
}
