package io.rbdfunctions.operation.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.operation.ClassSource;
import io.rbdfunctions.operation.OperationConfig;
import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.ProvisionRequest;
import io.rbdfunctions.operation.Provisioned;
import io.rbdfunctions.operation.Refusal;
import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.reconcile.Reconciled.Deed;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.InvalidValueException;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.VolumeMode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Gives a claim its image and its volume, or takes those that an earlier attempt left. */
@Singleton
final class ClaimProvision {
    private static final String FAILED = "ProvisioningFailed";

    private final VolumeOperations operations;
    private final Volumes volumes;
    private final VolumeReconciler volumeReconciler;
    private final Story story;
    private final String ours;

    ClaimProvision(
            VolumeOperations operations,
            Volumes volumes,
            VolumeReconciler volumeReconciler,
            Story story,
            OperationConfig config) {
        this.operations = operations;
        this.volumes = volumes;
        this.volumeReconciler = volumeReconciler;
        this.story = story;
        this.ours = config.provisioner();
    }

    Reconciled carryOut(PersistentVolumeClaim claim) {
        return story.meanwhile(
                claim,
                "Provisioning",
                "External provisioner is provisioning volume for claim \"%s\"".formatted(Names.of(claim)),
                () -> story.of(claim, FAILED, beginning(claim), () -> provision(claim)));
    }

    private Reconciled provision(PersistentVolumeClaim claim) {
        return switch (operations.provision(request(claim))) {
            case Outcome.Refused<Provisioned> refused ->
                story.trouble(claim, FAILED, beginning(claim), refused.refusal());
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
        while (!volumes.create(wanted)) {
            Optional<PersistentVolume> there = volumes.find(name);
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
            return story.trouble(claim, FAILED, beginning(claim), refusal);
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
        story.tell(claim, "ProvisioningSucceeded", "Successfully provisioned volume " + volume);
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
        return new ProvisionRequest(
                new ClaimView(claim)
                        .request()
                        .orElseThrow(() -> new InvalidValueException("the claim asks for no size that can be had")),
                new ClassSource.Named(storageClass),
                storageClass,
                null,
                new ClaimRef(key, new Uid(claim.getMetadata().getUid())),
                Objects.requireNonNullElse(spec.getAccessModes(), List.of()),
                spec.getSelector() != null,
                spec.getDataSource() != null || spec.getDataSourceRef() != null,
                spec.getVolumeMode() == null ? null : VolumeMode.parse(spec.getVolumeMode()),
                null,
                null,
                false);
    }
}
