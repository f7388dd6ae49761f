package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.admission.Verdict.Kind;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeManifest;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.inspect.ImageReport;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.volume.ImageLocator;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/** Reviews the deletion of volumes. */
@Singleton
final class VolumeReview {
    private final VolumeOperations operations;
    private final ImageLocator locator;
    private final AdmissionConfig config;
    private final String provisioner;

    VolumeReview(
            VolumeOperations operations,
            ImageLocator locator,
            AdmissionConfig config,
            ProvisionerConfig operationConfig) {
        this.operations = operations;
        this.locator = locator;
        this.config = config;
        this.provisioner = operationConfig.provisioner();
    }

    void onDelete(PersistentVolume object, ReviewFindings findings) {
        VolumeView volume = new VolumeView(object);
        if (!volume.isProvisionedBy(provisioner) || volume.isTerminating()) {
            return;
        }
        if (volume.phase().equals("Bound")) {
            checkBound(object, volume, findings);
        }
        if (config.checkCeph() && findings.isAllowedSoFar()) {
            warnAboutImageUsers(object, findings);
        }
    }

    private static void checkBound(PersistentVolume object, VolumeView volume, ReviewFindings findings) {
        String claim = Names.claimOf(object);
        if (!volume.hasOurFinalizer()) {
            findings.reject(
                    Kind.CONFLICT,
                    ("volume %s is bound to %s and lacks the finalizer %s: its image would be left behind."
                                    + " Delete the claim, or add the finalizer first")
                            .formatted(object.getMetadata().getName(), claim, VolumeManifest.FINALIZER));
            return;
        }
        findings.warn("bound to %s: the volume remains until that claim is deleted, then its image is %s"
                .formatted(claim, volume.hasDeletePolicy() ? "deleted" : "kept"));
    }

    private void warnAboutImageUsers(PersistentVolume volume, ReviewFindings findings) {
        findings.tryCheck(
                        "use of the image",
                        config.timeout(),
                        () -> locator.run(volume, target -> operations.run(new InspectRequest(target))))
                .ifPresent(outcome -> {
                    if (outcome instanceof Outcome.Done<ImageReport>(ImageReport image)) {
                        warn("clients that have the image open: ", image.watchers().stream(), findings);
                        Stream<String> snapshots = image.snapshots().stream().map(ImageReport.Snapshot::name);
                        warn("snapshots that keep the image: ", snapshots, findings);
                    }
                });
    }

    private static void warn(String prefix, Stream<String> names, ReviewFindings findings) {
        names.reduce((first, next) -> first + ", " + next).ifPresent(joined -> findings.warn(prefix + joined));
    }
}
