package io.rbdfunctions.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.claim.ClaimDecision;
import io.rbdfunctions.reconcile.claim.ClaimReconciler;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.volume.VolumeDecision;
import io.rbdfunctions.reconcile.volume.VolumeReconciler;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Reconciles claims and volumes. Events are hints: if the object needs no work the event is ignored; otherwise the object
 * is read again and handled in its current state.
 */
@Singleton
public final class Reconcilers {
    private static final Logger LOG = Logger.getLogger(Reconcilers.class);

    private final ClaimReconciler claims;
    private final VolumeReconciler volumes;
    private final RetryQueue retryQueue;
    private final int retryQueueLimit;
    private final String provisionerName;

    Reconcilers(
            ClaimReconciler claims, VolumeReconciler volumes, ProvisionerConfig operations, ReconcileConfig config) {
        this.claims = claims;
        this.volumes = volumes;
        this.provisionerName = operations.provisioner();
        this.retryQueueLimit = config.retryQueueSize();
        this.retryQueue = new RetryQueue(retryQueueLimit, this::retry);
    }

    /** How many claims and volumes wait for a retry. */
    public int retryQueueSize() {
        return retryQueue.size();
    }

    /** How many claims and volumes may wait for a retry. */
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
        if (VolumeDecision.of(volume, provisionerName) instanceof VolumeDecision.Nothing nothing) {
            return new Reconciled.Nothing(nothing.reason());
        }
        return reconcile(ReconcileKey.of(volume));
    }

    /** Whether a claim in this state needs work. */
    public boolean needsWork(PersistentVolumeClaim claim) {
        return !(ClaimDecision.of(claim, provisionerName) instanceof ClaimDecision.Nothing);
    }

    /** Whether a volume in this state needs work. */
    public boolean needsWork(PersistentVolume volume) {
        return !(VolumeDecision.of(volume, provisionerName) instanceof VolumeDecision.Nothing);
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
            case ReconcileKey.Volume volume -> volumes.reconcile(volume.name());
        });
    }

    private static Reconciled perform(ReconcileKey key, Supplier<Reconciled> work) {
        Reconciled reconciled = RequestContext.current().about(key.toString()).call(work);
        switch (reconciled) {
            case Reconciled.Nothing nothing -> LOG.debugf("%s: nothing to do: %s", key, nothing.reason());
            case Reconciled.Done done -> LOG.infof("%s: %s", key, EnumText.label(done.action()));
            case Reconciled.Failed failed ->
                LOG.infof("%s: %s", key, failed.refusal().detail());
        }
        return reconciled;
    }

    private static boolean isRetryable(Reconciled reconciled) {
        return reconciled instanceof Reconciled.Failed failed && failed.isRetryable();
    }
}
