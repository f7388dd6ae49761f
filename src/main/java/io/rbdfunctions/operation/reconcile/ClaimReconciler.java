package io.rbdfunctions.operation.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.Claims;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.operation.OperationConfig;
import io.rbdfunctions.volume.ObjectKey;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Brings a claim to where it should be: reads it, decides, carries out. */
@Singleton
final class ClaimReconciler {
    private final Claims claims;
    private final Volumes volumes;
    private final ClaimProvision provision;
    private final ClaimExpansion expansion;
    private final String ours;

    ClaimReconciler(
            Claims claims,
            Volumes volumes,
            ClaimProvision provision,
            ClaimExpansion expansion,
            OperationConfig config) {
        this.claims = claims;
        this.volumes = volumes;
        this.provision = provision;
        this.expansion = expansion;
        this.ours = config.provisioner();
    }

    Reconciled reconcile(ObjectKey key) {
        return Attempts.of(() ->
                claims.find(key).map(this::reconcile).orElseGet(() -> new Reconciled.Nothing("the claim is gone")));
    }

    private Reconciled reconcile(PersistentVolumeClaim claim) {
        return switch (ClaimDecision.of(claim, ours)) {
            case ClaimAction.Nothing nothing -> new Reconciled.Nothing(nothing.why());
            case ClaimAction.Provision _ -> provision.carryOut(claim);
            case ClaimAction.LookAtVolume look -> grow(claim, volumes.find(look.volume()));
        };
    }

    private Reconciled grow(PersistentVolumeClaim claim, Optional<PersistentVolume> volume) {
        if (volume.isEmpty()) {
            return new Reconciled.Nothing("its volume is gone");
        }
        return switch (ClaimDecision.withVolume(claim, volume.get(), ours)) {
            case GrowthAction.Nothing nothing -> new Reconciled.Nothing(nothing.why());
            case GrowthAction.Expand expand -> expansion.carryOut(claim, volume.get(), expand.size());
        };
    }
}
