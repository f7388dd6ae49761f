package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.VolumeAnnotations;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds those that need a class: claims that wait for a volume, and volumes that do not say themselves where their image is. */
@Singleton
final class StorageClassUsers {
    private final PersistentVolumes persistentVolumes;
    private final PersistentVolumeClaims persistentVolumeClaims;
    private final InstantSource clock;
    private final AdmissionConfig config;
    private final String ours;

    StorageClassUsers(
            PersistentVolumes persistentVolumes,
            PersistentVolumeClaims persistentVolumeClaims,
            @MonotonicClock InstantSource clock,
            AdmissionConfig config,
            OperationConfig operations) {
        this.persistentVolumes = persistentVolumes;
        this.persistentVolumeClaims = persistentVolumeClaims;
        this.clock = clock;
        this.config = config;
        this.ours = operations.provisioner();
    }

    void warnOfThose(String storageClass, ReviewFindings reviewFindings) {
        TimedListing timedListing = new TimedListing(clock, clock.instant().plus(config.patience()));
        AtomicInteger needy = new AtomicInteger();
        AtomicInteger waiting = new AtomicInteger();
        boolean isWhole = timedListing.all(persistentVolumes::page, volume -> count(needy, needs(volume, storageClass)))
                && timedListing.all(persistentVolumeClaims::page, claim -> count(waiting, waits(claim, storageClass)));
        if (needy.get() > 0) {
            reviewFindings.warn("volumes that cannot be grown or deleted without this class: " + needy);
        }
        if (waiting.get() > 0) {
            reviewFindings.warn("claims that wait for a volume of this class: " + waiting);
        }
        if (!isWhole) {
            reviewFindings.warn("there are too many volumes and claims to see in time which of them need this class");
        }
    }

    private boolean needs(PersistentVolume volume, String storageClass) {
        return storageClass.equals(volume.getSpec().getStorageClassName())
                && new VolumeView(volume).isProvisionedBy(ours)
                && !VolumeAnnotations.parameters(volume).containsKey("adminSecretName");
    }

    private static boolean waits(PersistentVolumeClaim claim, String storageClass) {
        return storageClass.equals(claim.getSpec().getStorageClassName())
                && new ClaimView(claim).phase().equals("Pending");
    }

    private static void count(AtomicInteger counter, boolean counts) {
        if (counts) {
            counter.incrementAndGet();
        }
    }
}
