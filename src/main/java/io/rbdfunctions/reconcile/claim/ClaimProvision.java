package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.provision.ClaimTerms;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.Deed;
import io.rbdfunctions.reconcile.volume.VolumeAction;
import io.rbdfunctions.reconcile.volume.VolumeDecision;
import io.rbdfunctions.reconcile.volume.VolumeReconciler;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/** Gives a claim its image and its volume, or takes those that an earlier attempt left. */
@Singleton
final class ClaimProvision {
    private static final String FAILED = "ProvisioningFailed";

    private final VolumeOperations operations;
    private final PersistentVolumes persistentVolumes;
    private final VolumeReconciler volumeReconciler;
    private final ReconcileEvents reconcileEvents;
    private final String ours;

    ClaimProvision(
            VolumeOperations operations,
            PersistentVolumes persistentVolumes,
            VolumeReconciler volumeReconciler,
            ReconcileEvents reconcileEvents,
            OperationConfig config) {
        this.operations = operations;
        this.persistentVolumes = persistentVolumes;
        this.volumeReconciler = volumeReconciler;
        this.reconcileEvents = reconcileEvents;
        this.ours = config.provisioner();
    }

    Reconciled run(PersistentVolumeClaim claim) {
        return reconcileEvents.meanwhile(
                claim,
                "Provisioning",
                "External provisioner is provisioning volume for claim \"%s\"".formatted(Names.of(claim)),
                () -> reconcileEvents.of(claim, FAILED, beginning(claim), () -> provision(claim)));
    }

    private Reconciled provision(PersistentVolumeClaim claim) {
        return switch (operations.run(request(claim))) {
            case Outcome.Refused<Provisioned> refused ->
                reconcileEvents.trouble(claim, FAILED, beginning(claim), refused.refusal());
            case Outcome.Done<Provisioned> done -> place(claim, done.answer());
        };
    }

    /**
     * Creates the volume. Should the claim be gone by now, the volume becomes Released at once, and its image goes by
     * that.
     */
    private Reconciled place(PersistentVolumeClaim claim, Provisioned provisioned) {
        PersistentVolume wanted = provisioned.persistentVolume();
        ObjectName name = new ObjectName(wanted.getMetadata().getName());
        while (!persistentVolumes.create(wanted)) {
            Optional<PersistentVolume> there = persistentVolumes.find(name);
            if (there.isPresent()) {
                return adopt(claim, provisioned, there.get());
            }
        }
        return succeeded(claim, provisioned);
    }

    private Reconciled adopt(PersistentVolumeClaim claim, Provisioned provisioned, PersistentVolume there) {
        if (!isSame(there, provisioned)) {
            Refusal refusal = new Refusal(
                    Reason.CONFLICT,
                    "volume %s is there already, for another claim or image: delete it"
                            .formatted(there.getMetadata().getName()));
            return reconcileEvents.trouble(claim, FAILED, beginning(claim), refusal);
        }
        if (VolumeDecision.of(there, ours) instanceof VolumeAction.DeleteImage) {
            // We come late: the claim is gone, and whoever deletes the volume may have deleted the image before we
            // made it again.
            volumeReconciler.reconcile(new ObjectName(there.getMetadata().getName()));
            throw new StaleObjectException(
                    "volume %s was being deleted".formatted(there.getMetadata().getName()));
        }
        return succeeded(claim, provisioned);
    }

    private static boolean isSame(PersistentVolume there, Provisioned provisioned) {
        VolumeView volume = new VolumeView(there);
        String uid = provisioned.persistentVolume().getSpec().getClaimRef().getUid();
        return volume.isFor(uid)
                && volume.image()
                        .filter(provisioned.image().name().value()::equals)
                        .isPresent();
    }

    private Reconciled succeeded(PersistentVolumeClaim claim, Provisioned provisioned) {
        String volume = provisioned.persistentVolume().getMetadata().getName();
        reconcileEvents.tell(claim, "ProvisioningSucceeded", "Successfully provisioned volume " + volume);
        return new Reconciled.Done(
                Deed.PROVISIONED,
                Names.of(claim),
                claim.getMetadata().getUid(),
                volume,
                provisioned.image().toString(),
                ClaimView.storage(provisioned.persistentVolume().getSpec().getCapacity())
                        .orElseThrow()
                        .bytes());
    }

    private static String beginning(PersistentVolumeClaim claim) {
        return "failed to provision volume with StorageClass \"%s\": "
                .formatted(Objects.requireNonNullElse(claim.getSpec().getStorageClassName(), ""));
    }

    private static ProvisionRequest request(PersistentVolumeClaim claim) {
        PersistentVolumeClaimSpec spec = claim.getSpec();
        if (spec.getStorageClassName() == null) {
            throw new InvalidValueException("the claim names no storage class");
        }
        ObjectName storageClass = new ObjectName(spec.getStorageClassName());
        ObjectKey key = ObjectKey.of(
                claim.getMetadata().getNamespace(), claim.getMetadata().getName());
        Violations violations = new Violations();
        ClaimTerms terms = ClaimTerms.of(claim, violations);
        if (terms.size() == null || !violations.isEmpty()) {
            throw violations.asException();
        }
        return new ProvisionRequest(
                terms.size(),
                new ClassSource.Named(storageClass),
                storageClass,
                null,
                new ClaimRef(key, new Uid(claim.getMetadata().getUid())),
                terms.accessModes(),
                terms.hasSelector(),
                terms.hasDataSource(),
                terms.volumeMode(),
                null,
                null,
                false);
    }
}
