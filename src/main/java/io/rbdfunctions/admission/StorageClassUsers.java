package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.VolumeAnnotations;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds the users of a StorageClass: pending claims, and volumes without annotations that say where their image is.
 */
@Singleton
final class StorageClassUsers {
    private final PersistentVolumes volumes;
    private final PersistentVolumeClaims claims;
    private final InstantSource clock;
    private final AdmissionConfig config;
    private final String provisioner;

    StorageClassUsers(
            PersistentVolumes volumes,
            PersistentVolumeClaims claims,
            @MonotonicClock InstantSource clock,
            AdmissionConfig config,
            ProvisionerConfig operations) {
        this.volumes = volumes;
        this.claims = claims;
        this.clock = clock;
        this.config = config;
        this.provisioner = operations.provisioner();
    }

    void warnAboutUsersOf(String storageClass, ReviewFindings findings) {
        Deadline deadline = Deadline.after(config.timeout(), clock);
        AtomicInteger dependent = new AtomicInteger();
        AtomicInteger pending = new AtomicInteger();
        boolean isComplete = ListPager.<PersistentVolume>forEach(
                        volumes::page, deadline::hasPassed, volume -> count(dependent, dependsOn(storageClass, volume)))
                && ListPager.<PersistentVolumeClaim>forEach(
                        claims::page, deadline::hasPassed, claim -> count(pending, isPending(storageClass, claim)));
        if (dependent.get() > 0) {
            findings.warn("volumes that cannot be expanded or deleted without this class: " + dependent);
        }
        if (pending.get() > 0) {
            findings.warn("pending claims of this class: " + pending);
        }
        if (!isComplete) {
            findings.warn("there are too many volumes and claims to check in time which of them need this class");
        }
    }

    private boolean dependsOn(String storageClass, PersistentVolume volume) {
        return storageClass.equals(volume.getSpec().getStorageClassName())
                && new VolumeView(volume).isProvisionedBy(provisioner)
                && !VolumeAnnotations.parameters(volume).containsKey("adminSecretName");
    }

    private static boolean isPending(String storageClass, PersistentVolumeClaim claim) {
        return storageClass.equals(claim.getSpec().getStorageClassName())
                && new ClaimView(claim).phase().equals("Pending");
    }

    private static void count(AtomicInteger counter, boolean counts) {
        if (counts) {
            counter.incrementAndGet();
        }
    }
}
