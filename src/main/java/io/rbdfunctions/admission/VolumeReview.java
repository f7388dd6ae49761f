package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.inspect.ImageReport;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.reconcile.volume.ImageLocator;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.List;

/** Judges the deletion of volumes. */
@Singleton
final class VolumeReview {
    private final VolumeOperations operations;
    private final ImageLocator finder;
    private final AdmissionConfig config;
    private final String ours;

    VolumeReview(
            VolumeOperations operations, ImageLocator finder, AdmissionConfig config, OperationConfig operationConfig) {
        this.operations = operations;
        this.finder = finder;
        this.config = config;
        this.ours = operationConfig.provisioner();
    }

    /** A volume that is on its way out already is not asked about again. */
    void deleted(PersistentVolume object, ReviewFindings reviewFindings) {
        VolumeView volume = new VolumeView(object);
        if (!volume.isProvisionedBy(ours) || volume.isTerminating()) {
            return;
        }
        if (volume.phase().equals("Bound")) {
            bound(object, volume, reviewFindings);
        }
        if (config.askCeph() && reviewFindings.isClean()) {
            warnOfClients(object, reviewFindings);
        }
    }

    private static void bound(PersistentVolume object, VolumeView volume, ReviewFindings reviewFindings) {
        String claim = Names.claimOf(object);
        if (!volume.hasOurFinalizer()) {
            reviewFindings.object(
                    Kind.CONFLICT,
                    ("volume %s is bound to %s and lacks the finalizer %s: without it nobody would see to its image."
                                    + " Delete the claim, or add the finalizer first")
                            .formatted(object.getMetadata().getName(), claim, VolumeManifest.FINALIZER));
            return;
        }
        reviewFindings.warn("bound to %s: it stays until that claim is deleted, and then its image is %s"
                .formatted(claim, volume.isToBeDeleted() ? "deleted, too" : "kept"));
    }

    private void warnOfClients(PersistentVolume volume, ReviewFindings reviewFindings) {
        try {
            Outcome<ImageReport> outcome = TimedCall.with(
                    config.patience(), () -> finder.run(volume, target -> operations.run(new InspectRequest(target))));
            if (outcome instanceof Outcome.Done<ImageReport>(ImageReport image)) {
                warnOf("clients that have the image open: ", image.watchers(), reviewFindings);
                warnOf(
                        "snapshots of the image, which keep it: ",
                        image.snapshots().stream()
                                .map(ImageReport.Snapshot::name)
                                .toList(),
                        reviewFindings);
            }
        } catch (TryAgainException | ApiException | InvalidValueException unknown) {
            reviewFindings.warn("whether its image is in use could not be seen: " + unknown.getMessage());
        }
    }

    private static void warnOf(String beginning, List<String> who, ReviewFindings reviewFindings) {
        if (!who.isEmpty()) {
            reviewFindings.warn(beginning + String.join(", ", who));
        }
    }
}
