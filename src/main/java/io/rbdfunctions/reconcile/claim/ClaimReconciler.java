package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.result.ConflictRetry;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.volume.ObjectKey;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reconciles a claim: reads it, decides what it needs and does it. */
@Singleton
public record ClaimReconciler(
        PersistentVolumeClaims claims,
        PersistentVolumes volumes,
        ClaimProvision provision,
        ClaimExpansion expansion,
        ProvisionerConfig config) {
    public Reconciled reconcile(ObjectKey key) {
        return ConflictRetry.run(() -> claims.find(key)
                .map(this::reconcile)
                .orElseGet(() -> new Reconciled.Nothing("the claim no longer exists")));
    }

    private Reconciled reconcile(PersistentVolumeClaim claim) {
        return switch (ClaimDecision.of(claim, config.provisioner())) {
            case ClaimDecision.Nothing nothing -> new Reconciled.Nothing(nothing.reason());
            case ClaimDecision.Provision _ -> provision.run(claim);
            case ClaimDecision.LeaveToPopulator _ -> provision.leaveToPopulator(claim);
            case ClaimDecision.CheckVolume check -> expand(claim, volumes.find(check.volume()));
        };
    }

    private Reconciled expand(PersistentVolumeClaim claim, Optional<PersistentVolume> volume) {
        if (volume.isEmpty()) {
            return new Reconciled.Nothing("its volume no longer exists");
        }
        return switch (ClaimDecision.withVolume(claim, volume.get(), config.provisioner())) {
            case ClaimDecision.NoGrowth nothing -> new Reconciled.Nothing(nothing.reason());
            case ClaimDecision.Expand expand -> expansion.run(claim, volume.get(), expand.size());
        };
    }
}
