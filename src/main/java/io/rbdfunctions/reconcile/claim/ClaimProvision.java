package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.provision.ClaimTerms;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.Action;
import io.rbdfunctions.reconcile.source.CloningProtection;
import io.rbdfunctions.reconcile.source.SourceResolver;
import io.rbdfunctions.reconcile.volume.VolumeDecision;
import io.rbdfunctions.reconcile.volume.VolumeReconciler;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Creates the image and the PersistentVolume of a claim, or reuses those of an earlier attempt. */
@Singleton
record ClaimProvision(
        VolumeOperations operations,
        PersistentVolumeClaims claims,
        PersistentVolumes volumes,
        StorageClassResolver classes,
        VolumeReconciler volumeReconciler,
        SourceResolver sources,
        CloningProtection protection,
        ReconcileEvents events,
        ProvisionerConfig config) {
    private static final String FAILED = "ProvisioningFailed";

    Reconciled run(PersistentVolumeClaim claim) {
        String storageClass = Names.classOf(claim);
        if (waitsForNode(claim, storageClass)) {
            return new Reconciled.Nothing("it waits for the scheduler to select a node");
        }
        String prefix = "failed to provision volume with StorageClass \"%s\": ".formatted(storageClass);
        return events.reportDuring(
                claim,
                "Provisioning",
                "External provisioner is provisioning volume for claim \"%s\"".formatted(Names.of(claim)),
                () -> events.reportFailure(claim, FAILED, prefix, () -> provisionOrReschedule(claim)));
    }

    /** The provisioner annotation stays when the selected node is taken off, see {@link #provisionOrReschedule}. */
    private boolean waitsForNode(PersistentVolumeClaim claim, String storageClass) {
        return !new ClaimView(claim).hasSelectedNode()
                && !storageClass.isEmpty()
                && classes.waitsForNode(new ObjectName(storageClass));
    }

    /** Tells the user who does the work, in the words of the CSI external-provisioner. */
    Reconciled leaveToPopulator(PersistentVolumeClaim claim) {
        events.report(claim, "Provisioning", "Assuming an external populator will provision the volume");
        return new Reconciled.Nothing("an external populator provisions it");
    }

    /**
     * Another node may reach a pool with room, so the scheduler has to choose again, as the CSI external-provisioner requires it for
     * {@code ResourceExhausted} and for a node that is gone.
     */
    private Reconciled provisionOrReschedule(PersistentVolumeClaim claim) {
        try {
            return provision(claim);
        } catch (RefusedException refused) {
            if (refused.refusal().reason() == Reason.NO_POOL && new ClaimView(claim).hasSelectedNode()) {
                claims.removeSelectedNode(claim);
            }
            throw refused;
        }
    }

    private Reconciled provision(PersistentVolumeClaim claim) {
        ProvisionRequest empty = request(claim);
        ProvisionRequest request = sources.resolve(claim).map(empty::from).orElse(empty);
        Provisioned provisioned = operations.run(request).orThrow();
        PersistentVolume manifest = provisioned.persistentVolume();
        ObjectName name = new ObjectName(manifest.getMetadata().getName());
        // If the claim is gone by now, the volume becomes Released at once, and its image is deleted with it.
        while (!volumes.create(manifest)) {
            Optional<PersistentVolume> existing = volumes.find(name);
            if (existing.isPresent()) {
                checkExisting(existing.get(), provisioned, name);
                break;
            }
        }
        protection.release(claim);
        return succeeded(claim, provisioned);
    }

    private void checkExisting(PersistentVolume existing, Provisioned provisioned, ObjectName name) {
        if (!isSame(existing, provisioned)) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "PersistentVolume %s already exists for another claim or image; delete it".formatted(name));
        }
        if (VolumeDecision.of(existing, config.provisioner()) instanceof VolumeDecision.DeleteImage) {
            // The claim was deleted meanwhile. Another replica may have deleted the image already and this one created
            // it again, so delete it once more.
            volumeReconciler.reconcile(name);
            throw new StaleObjectException("PersistentVolume %s is being deleted".formatted(name));
        }
    }

    private static boolean isSame(PersistentVolume existing, Provisioned provisioned) {
        VolumeView volume = new VolumeView(existing);
        String uid = provisioned.persistentVolume().getSpec().getClaimRef().getUid();
        return volume.isClaimedBy(uid)
                && volume.image()
                        .filter(provisioned.image().name().value()::equals)
                        .isPresent();
    }

    private Reconciled succeeded(PersistentVolumeClaim claim, Provisioned provisioned) {
        String volume = provisioned.persistentVolume().getMetadata().getName();
        events.report(claim, "ProvisioningSucceeded", "Successfully provisioned volume " + volume);
        return new Reconciled.Done(
                Action.PROVISIONED,
                Names.of(claim),
                claim.getMetadata().getUid(),
                volume,
                provisioned.image().toString(),
                provisioned.size().bytes(),
                "");
    }

    private static ProvisionRequest request(PersistentVolumeClaim claim) {
        if (Names.classOf(claim).isEmpty()) {
            throw new InvalidValueException("the claim names no StorageClass");
        }
        ObjectName storageClass = new ObjectName(Names.classOf(claim));
        ObjectKey key = Names.keyOf(claim);
        Violations violations = new Violations();
        ClaimTerms terms = ClaimTerms.of(claim, violations);
        if (terms.size() == null || !violations.isEmpty()) {
            throw violations.asException();
        }
        return new ProvisionRequest(
                terms,
                new ClassSource.Named(storageClass),
                storageClass,
                null,
                new ClaimRef(key, new Uid(claim.getMetadata().getUid())),
                null,
                null,
                null,
                false);
    }
}
