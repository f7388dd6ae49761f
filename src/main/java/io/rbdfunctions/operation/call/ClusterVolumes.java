package io.rbdfunctions.operation.call;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.image.ImageTarget.ExistingClaim;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the PersistentVolume that a request names, by its name or by its claim. */
@Singleton
record ClusterVolumes(PersistentVolumes volumes, PersistentVolumeClaims claims) {
    /**
     * Reads the volume. A claim that the request names with its namespace leads to it in two calls, another one in a list of all
     * volumes, unless its volume has the usual name. Empty without an API server, too.
     *
     * @throws RefusedException if the volume that was made for the claim is now bound to another one
     */
    Optional<PersistentVolume> find(VolumeRef wanted) {
        if (!volumes.isServed()) {
            return Optional.empty();
        }
        ExistingClaim claim = wanted.claim();
        return claim == null
                ? volumes.find(wanted.name())
                : boundTo(claim).or(() -> madeFor(wanted, claim)).or(() -> listed(claim));
    }

    private Optional<PersistentVolume> boundTo(ExistingClaim claim) {
        return Optional.ofNullable(claim.key())
                .flatMap(claims::find)
                .filter(found -> claim.uid().value().equals(found.getMetadata().getUid()))
                .map(found -> found.getSpec().getVolumeName())
                .filter(name -> !name.isEmpty())
                .flatMap(name -> volumes.find(new ObjectName(name)));
    }

    private Optional<PersistentVolume> madeFor(VolumeRef wanted, ExistingClaim claim) {
        Optional<PersistentVolume> volume = volumes.find(wanted.name());
        volume.filter(found -> !isOf(found, claim)).ifPresent(found -> {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "%s: its volume %s is now bound to claim %s: set pvName to work on it"
                            .formatted(wanted, wanted.name(), Names.claimOf(found)));
        });
        return volume;
    }

    /** A volume that is reserved for a claim by name only has no uid yet. */
    private static boolean isOf(PersistentVolume volume, ExistingClaim claim) {
        VolumeView view = new VolumeView(volume);
        return !view.wasClaimed() || view.isClaimedBy(claim.uid().value());
    }

    private Optional<PersistentVolume> listed(ExistingClaim claim) {
        List<PersistentVolume> found = new ArrayList<>();
        ListPager.forEach(volumes::page, () -> false, (PersistentVolume volume) -> {
            if (new VolumeView(volume).isClaimedBy(claim.uid().value())) {
                found.add(volume);
            }
        });
        return found.stream().findFirst();
    }
}
