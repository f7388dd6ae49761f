package io.rbdfunctions.operation.admission;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.Claims;
import io.rbdfunctions.kubernetes.VolumeOrigin;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.operation.OperationConfig;
import io.rbdfunctions.operation.Steady;
import io.rbdfunctions.operation.reconcile.ClaimView;
import io.rbdfunctions.operation.reconcile.VolumeView;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds those that need a class: claims that wait for a volume, and volumes that do not say themselves where their image is. */
@Singleton
final class Dependants {
    private final Volumes volumes;
    private final Claims claims;
    private final InstantSource clock;
    private final AdmissionConfig config;
    private final String ours;

    Dependants(
            Volumes volumes,
            Claims claims,
            @Steady InstantSource clock,
            AdmissionConfig config,
            OperationConfig operations) {
        this.volumes = volumes;
        this.claims = claims;
        this.clock = clock;
        this.config = config;
        this.ours = operations.provisioner();
    }

    void warnOfThose(String storageClass, Findings findings) {
        Listing listing = new Listing(clock, clock.instant().plus(config.patience()));
        AtomicInteger needy = new AtomicInteger();
        AtomicInteger waiting = new AtomicInteger();
        boolean isWhole = listing.all(volumes::page, volume -> count(needy, needs(volume, storageClass)))
                && listing.all(claims::page, claim -> count(waiting, waits(claim, storageClass)));
        if (needy.get() > 0) {
            findings.warn("volumes that cannot be grown or deleted without this class: " + needy);
        }
        if (waiting.get() > 0) {
            findings.warn("claims that wait for a volume of this class: " + waiting);
        }
        if (!isWhole) {
            findings.warn("there are too many volumes and claims to see in time which of them need this class");
        }
    }

    private boolean needs(PersistentVolume volume, String storageClass) {
        return storageClass.equals(volume.getSpec().getStorageClassName())
                && new VolumeView(volume).isProvisionedBy(ours)
                && !VolumeOrigin.parameters(volume).containsKey("adminSecretName");
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
