package io.rbdfunctions.operation.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.operation.OperationConfig;
import io.rbdfunctions.operation.Origin;
import io.rbdfunctions.operation.TryAgainException;
import io.rbdfunctions.operation.Words;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * The door to the reconcilers. An object that an event shows is a hint only: what it shows to be of no concern costs
 * nothing, and everything else is read again before it is decided on.
 */
@Singleton
public final class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    private final ClaimReconciler claims;
    private final VolumeReconciler volumes;
    private final Retries retries;
    private final int room;
    private final String ours;

    Reconciliation(
            ClaimReconciler claims,
            VolumeReconciler volumes,
            OperationConfig operations,
            ReconcileConfig config,
            Timer timer) {
        this.claims = claims;
        this.volumes = volumes;
        this.ours = operations.provisioner();
        this.room = config.retries();
        this.retries = new Retries(timer, room, this::isSettled);
    }

    /** How many claims and volumes wait to be tried again. */
    public int waiting() {
        return retries.size();
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
        return reconcile(new Subject.Claim(ObjectKey.of(
                shown.getMetadata().getNamespace(), shown.getMetadata().getName())));
    }

    /** For a volume as an event shows it. */
    public Reconciled onVolume(PersistentVolume shown) {
        if (VolumeDecision.of(shown, ours) instanceof VolumeAction.Nothing nothing) {
            return new Reconciled.Nothing(nothing.why());
        }
        return reconcile(new Subject.Volume(new ObjectName(shown.getMetadata().getName())));
    }

    /**
     * Reads the object, and brings it to where it should be. What may come right by itself is tried again later.
     *
     * @throws TryAgainException when something stands in the way of all work
     */
    public Reconciled reconcile(Subject subject) {
        try {
            Reconciled reconciled = once(subject);
            if (reconciled instanceof Reconciled.Troubled troubled && troubled.mayComeRight()) {
                retries.add(subject);
            }
            return reconciled;
        } catch (TryAgainException failure) {
            retries.add(subject);
            throw failure;
        }
    }

    private Reconciled once(Subject subject) {
        Reconciled reconciled = Origin.current().about(subject.toString()).during(() -> switch (subject) {
            case Subject.Claim claim -> claims.reconcile(claim.key());
            case Subject.Volume volume -> volumes.reconcile(volume.name());
        });
        if (!(reconciled instanceof Reconciled.Nothing)) {
            LOG.infof("%s: %s", subject, words(reconciled));
        }
        return reconciled;
    }

    private static String words(Reconciled reconciled) {
        return switch (reconciled) {
            case Reconciled.Nothing nothing -> nothing.why();
            case Reconciled.Done done -> Words.label(done.deed());
            case Reconciled.Troubled troubled -> troubled.refusal().detail();
        };
    }

    private boolean isSettled(Subject subject) {
        try {
            return !(once(subject) instanceof Reconciled.Troubled troubled && troubled.mayComeRight());
        } catch (TryAgainException failure) {
            LOG.debugf("%s is to be tried again: %s", subject, failure.getMessage());
            return false;
        }
    }
}
