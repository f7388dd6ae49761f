package io.rbdfunctions.operation.admission;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.VolumeManifest;
import io.rbdfunctions.operation.ImageReport;
import io.rbdfunctions.operation.OperationConfig;
import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.TryAgainException;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.admission.Verdict.Kind;
import io.rbdfunctions.operation.reconcile.ImageFinder;
import io.rbdfunctions.operation.reconcile.Names;
import io.rbdfunctions.operation.reconcile.VolumeView;
import io.rbdfunctions.volume.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.List;

/** Judges the deletion of volumes. */
@Singleton
final class VolumeReview {
    private final VolumeOperations operations;
    private final ImageFinder finder;
    private final AdmissionConfig config;
    private final String ours;

    VolumeReview(
            VolumeOperations operations, ImageFinder finder, AdmissionConfig config, OperationConfig operationConfig) {
        this.operations = operations;
        this.finder = finder;
        this.config = config;
        this.ours = operationConfig.provisioner();
    }

    /** A volume that is on its way out already is not asked about again. */
    void deleted(PersistentVolume object, Findings findings) {
        VolumeView volume = new VolumeView(object);
        if (!volume.isProvisionedBy(ours) || volume.isTerminating()) {
            return;
        }
        if (volume.phase().equals("Bound")) {
            bound(object, volume, findings);
        }
        if (config.askCeph() && findings.isClean()) {
            warnOfClients(object, findings);
        }
    }

    private static void bound(PersistentVolume object, VolumeView volume, Findings findings) {
        String claim = Names.claimOf(object);
        if (!volume.hasOurFinalizer()) {
            findings.object(
                    Kind.CONFLICT,
                    ("volume %s is bound to %s and lacks the finalizer %s: without it nobody would see to its image."
                                    + " Delete the claim, or add the finalizer first")
                            .formatted(object.getMetadata().getName(), claim, VolumeManifest.FINALIZER));
            return;
        }
        findings.warn("bound to %s: it stays until that claim is deleted, and then its image is %s"
                .formatted(claim, volume.isToBeDeleted() ? "deleted, too" : "kept"));
    }

    private void warnOfClients(PersistentVolume volume, Findings findings) {
        try {
            Outcome<ImageReport> outcome =
                    Patience.with(config.patience(), () -> finder.reach(volume, operations::inspect));
            if (outcome instanceof Outcome.Done<ImageReport>(ImageReport image)) {
                warnOf("clients that have the image open: ", image.watchers(), findings);
                warnOf(
                        "snapshots of the image, which keep it: ",
                        image.snapshots().stream()
                                .map(ImageReport.Snapshot::name)
                                .toList(),
                        findings);
            }
        } catch (TryAgainException | ApiException | InvalidValueException unknown) {
            findings.warn("whether its image is in use could not be seen: " + unknown.getMessage());
        }
    }

    private static void warnOf(String beginning, List<String> who, Findings findings) {
        if (!who.isEmpty()) {
            findings.warn(beginning + String.join(", ", who));
        }
    }
}
