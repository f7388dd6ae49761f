package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.claim.ClaimDecision.CheckVolume;
import io.rbdfunctions.reconcile.result.ConflictRetry;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.source.CloningProtection;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reconciles a claim: reads it, decides what it needs and does it. */
@Singleton
public record ClaimReconciler(
        PersistentVolumeClaims claims,
        PersistentVolumes volumes,
        ClaimProvision provision,
        ClaimExpansion expansion,
        ClaimModification modification,
        CloningProtection protection,
        ProvisionerConfig config) {
    public Reconciled reconcile(ObjectKey key) {
        return ConflictRetry.run(() -> withClaim(key, this::decide));
    }

    /** Reconciles a claim that was read just now. It is read again unless it has no volume yet, or if that fails. */
    public Reconciled reconcile(PersistentVolumeClaim claim) {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        return ConflictRetry.run(() -> isFirst.getAndSet(false)
                        && ClaimDecision.of(claim, config.provisioner()) instanceof ClaimDecision.Provision
                ? decide(claim)
                : withClaim(Names.keyOf(claim), this::decide));
    }

    private Reconciled withClaim(ObjectKey key, Function<PersistentVolumeClaim, Reconciled> work) {
        return claims.find(key).map(work).orElseGet(() -> new Reconciled.Nothing("the claim no longer exists"));
    }

    private Reconciled decide(PersistentVolumeClaim claim) {
        return switch (ClaimDecision.of(claim, config.provisioner())) {
            case ClaimDecision.Nothing nothing -> new Reconciled.Nothing(nothing.reason());
            case ClaimDecision.Provision _ -> provision.run(claim);
            case ClaimDecision.LeaveToPopulator _ -> provision.leaveToPopulator(claim);
            case ClaimDecision.ReleaseSource _ ->
                new Reconciled.Nothing(
                        protection.releaseSource(claim)
                                ? "it is no longer kept for clones"
                                : "it is kept until it has been cloned");
            case CheckVolume check -> withVolume(claim, check);
        };
    }

    /** Neither change waits for the other: each may fail for a long time. */
    private Reconciled withVolume(PersistentVolumeClaim claim, CheckVolume check) {
        Reconciled grown = check.grows()
                ? withVolume(claim, this::expand)
                : new Reconciled.Nothing("its capacity meets its request");
        if (!check.isModified()) {
            return grown;
        }
        Reconciled modified = check.grows()
                // Growing has changed the claim and the volume.
                ? withClaim(Names.keyOf(claim), now -> withVolume(now, this::modify))
                : withVolume(claim, this::modify);
        return urgency(grown) > urgency(modified) ? grown : modified;
    }

    /** A failure that may pass has to be retried, so no other result may hide it. */
    private static int urgency(Reconciled reconciled) {
        return switch (reconciled) {
            case Reconciled.Nothing _ -> 0;
            case Reconciled.Done _, Reconciled.AttacherDone _, Reconciled.SnapshotDone _ -> 1;
            case Reconciled.Failed failed -> failed.isRetryable() ? 3 : 2;
        };
    }

    private Reconciled withVolume(
            PersistentVolumeClaim claim, BiFunction<PersistentVolumeClaim, PersistentVolume, Reconciled> work) {
        return new ClaimView(claim)
                .volumeName()
                .flatMap(name -> volumes.find(new ObjectName(name)))
                .map(volume -> work.apply(claim, volume))
                .orElseGet(() -> new Reconciled.Nothing("its volume no longer exists"));
    }

    private Reconciled expand(PersistentVolumeClaim claim, PersistentVolume volume) {
        return switch (ClaimDecision.withVolume(claim, volume, config.provisioner())) {
            case ClaimDecision.NoGrowth nothing -> new Reconciled.Nothing(nothing.reason());
            case ClaimDecision.Expand expand -> expansion.run(claim, volume, expand.size());
        };
    }

    private Reconciled modify(PersistentVolumeClaim claim, PersistentVolume volume) {
        return ClaimDecision.obstacle(claim, volume, config.provisioner())
                .<Reconciled>map(Reconciled.Nothing::new)
                .orElseGet(() -> modification.run(claim, volume));
    }
}
