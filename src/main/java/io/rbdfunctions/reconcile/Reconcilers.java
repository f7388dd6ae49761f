package io.rbdfunctions.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.reconcile.claim.ClaimAction;
import io.rbdfunctions.reconcile.claim.ClaimDecision;
import io.rbdfunctions.reconcile.claim.ClaimReconciler;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.volume.VolumeAction;
import io.rbdfunctions.reconcile.volume.VolumeDecision;
import io.rbdfunctions.reconcile.volume.VolumeReconciler;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * The door to the reconcilers. An object that an event shows is a hint only: what it shows to be of no concern costs
 * nothing, and everything else is read again before it is decided on.
 */
@Singleton
public final class Reconcilers {
    private static final Logger LOG = Logger.getLogger(Reconcilers.class);

    private final ClaimReconciler claims;
    private final VolumeReconciler volumes;
    private final RetryQueue retryQueue;
    private final int room;
    private final String ours;

    Reconcilers(
            ClaimReconciler claims,
            VolumeReconciler volumes,
            OperationConfig operations,
            ReconcileConfig config,
            Timer timer) {
        this.claims = claims;
        this.volumes = volumes;
        this.ours = operations.provisioner();
        this.room = config.retries();
        this.retryQueue = new RetryQueue(timer, room, this::isSettled);
    }

    /** How many claims and volumes wait to be tried again. */
    public int waiting() {
        return retryQueue.size();
    }

    /** How many may wait; the sweep sees to the rest. */
    public int room() {
        return room;
    }

    /** For a claim as an event shows it. */
    public Reconciled onClaim(PersistentVolumeClaim shown) {
        if (ClaimDecision.of(shown, ours) instanceof ClaimAction.Nothing nothing) {
            return new Reconciled.Nothing(nothing.why());
        }
        return reconcile(new ReconcileKey.Claim(ObjectKey.of(
                shown.getMetadata().getNamespace(), shown.getMetadata().getName())));
    }

    /** For a volume as an event shows it. */
    public Reconciled onVolume(PersistentVolume shown) {
        if (VolumeDecision.of(shown, ours) instanceof VolumeAction.Nothing nothing) {
            return new Reconciled.Nothing(nothing.why());
        }
        return reconcile(
                new ReconcileKey.Volume(new ObjectName(shown.getMetadata().getName())));
    }

    /**
     * Reads the object, and brings it to where it should be. What may come right by itself is tried again later.
     *
     * @throws TryAgainException when something stands in the way of all work
     */
    public Reconciled reconcile(ReconcileKey key) {
        try {
            Reconciled reconciled = once(key);
            if (reconciled instanceof Reconciled.Troubled troubled && troubled.mayComeRight()) {
                retryQueue.add(key);
            }
            return reconciled;
        } catch (TryAgainException failure) {
            retryQueue.add(key);
            throw failure;
        }
    }

    private Reconciled once(ReconcileKey key) {
        Reconciled reconciled = RequestContext.current().about(key.toString()).during(() -> switch (key) {
            case ReconcileKey.Claim claim -> claims.reconcile(claim.key());
            case ReconcileKey.Volume volume -> volumes.reconcile(volume.name());
        });
        if (!(reconciled instanceof Reconciled.Nothing)) {
            LOG.infof("%s: %s", key, words(reconciled));
        }
        return reconciled;
    }

    private static String words(Reconciled reconciled) {
        return switch (reconciled) {
            case Reconciled.Nothing nothing -> nothing.why();
            case Reconciled.Done done -> EnumText.label(done.deed());
            case Reconciled.Troubled troubled -> troubled.refusal().detail();
        };
    }

    private boolean isSettled(ReconcileKey key) {
        try {
            return !(once(key) instanceof Reconciled.Troubled troubled && troubled.mayComeRight());
        } catch (TryAgainException failure) {
            LOG.debugf("%s is to be tried again: %s", key, failure.getMessage());
            return false;
        }
    }
}
