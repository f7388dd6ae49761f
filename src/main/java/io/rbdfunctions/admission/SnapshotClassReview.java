package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.kubernetes.snapshot.SnapshotClasses.SnapshotClass;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.volume.parameters.SnapshotParameters;
import jakarta.inject.Singleton;

/** Reviews new and changed VolumeSnapshotClasses of this driver. */
@Singleton
final class SnapshotClassReview {
    private final String driver;

    SnapshotClassReview(ProvisionerConfig config) {
        this.driver = config.provisioner();
    }

    void onWrite(GenericKubernetesResource object, ReviewFindings findings) {
        SnapshotClass snapshotClass = SnapshotClass.of(object);
        if (driver.equals(snapshotClass.driver())) {
            SnapshotParameters.check(snapshotClass.parameters(), findings.violations());
        }
    }
}
