package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.reconcile.result.ConflictRetry;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.volume.ObjectKey;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Brings a claim to where it should be: reads it, decides, carries out. */
@Singleton
public final class ClaimReconciler {
    private final PersistentVolumeClaims claims;
    private final PersistentVolumes persistentVolumes;
    private final ClaimProvision provision;
    private final ClaimExpansion expansion;
    private final String ours;

    ClaimReconciler(
            PersistentVolumeClaims claims,
            PersistentVolumes persistentVolumes,
            ClaimProvision provision,
            ClaimExpansion expansion,
            OperationConfig config) {
        this.claims = claims;
        this.persistentVolumes = persistentVolumes;
        this.provision = provision;
        this.expansion = expansion;
        this.ours = config.provisioner();
    }

    public Reconciled reconcile(ObjectKey key) {
        return ConflictRetry.of(() ->
                claims.find(key).map(this::reconcile).orElseGet(() -> new Reconciled.Nothing("the claim is gone")));
    }

    private Reconciled reconcile(PersistentVolumeClaim claim) {
        return switch (ClaimDecision.of(claim, ours)) {
            case ClaimAction.Nothing nothing -> new Reconciled.Nothing(nothing.why());
            case ClaimAction.Provision _ -> provision.run(claim);
            case ClaimAction.LookAtVolume look -> grow(claim, persistentVolumes.find(look.volume()));
        };
    }

    private Reconciled grow(PersistentVolumeClaim claim, Optional<PersistentVolume> volume) {
        if (volume.isEmpty()) {
            return new Reconciled.Nothing("its volume is gone");
        }
        return switch (ClaimDecision.withVolume(claim, volume.get(), ours)) {
            case GrowthAction.Nothing nothing -> new Reconciled.Nothing(nothing.why());
            case GrowthAction.Expand expand -> expansion.run(claim, volume.get(), expand.size());
        };
    }
}
