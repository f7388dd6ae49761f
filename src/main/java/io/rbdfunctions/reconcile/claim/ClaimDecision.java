package io.rbdfunctions.reconcile.claim;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import java.util.Optional;

/** The work that a claim needs. Decided by pure functions without side effects. */
public sealed interface ClaimDecision {
    record Nothing(String reason) implements ClaimDecision {}

    /** The claim waits for a volume from this provisioner. */
    record Provision() implements ClaimDecision {}

    /** The claim is being deleted, and kept because others are or were being cloned from it. */
    record ReleaseSource() implements ClaimDecision {}

    /** A populator provisions the claim, because of the kind of its data source. */
    record LeaveToPopulator() implements ClaimDecision {}

    /**
     * The claim is bound and requests a change of its volume, which decides what to do.
     *
     * @param grows whether the claim requests more than its capacity
     * @param isModified whether the attributes of the volume are to change, see {@link Modification}
     */
    record CheckVolume(ObjectName volume, boolean grows, boolean isModified) implements ClaimDecision {}

    /** The work that a claim needs that requests more than its capacity, decided from the claim and its volume. */
    sealed interface Growth {}

    /** Leave the image as it is. */
    record NoGrowth(String reason) implements Growth {}

    /** Expand the image to this size. */
    record Expand(Capacity size) implements Growth {}

    /** Decides from the claim alone, which may come from an event or from the API server. */
    static ClaimDecision of(PersistentVolumeClaim object, String provisionerName) {
        ClaimView claim = new ClaimView(object);
        Optional<String> provisioner = claim.provisioner();
        if (provisioner.isPresent() && !provisioner.get().equals(provisionerName)) {
            return new Nothing("it belongs to provisioner " + provisioner.get());
        }
        if (claim.isTerminating()) {
            return claim.isKeptForClones() ? new ReleaseSource() : new Nothing("it is being deleted");
        }
        return switch (claim.phase()) {
            case "Pending" -> pending(claim);
            case "Bound" -> bound(claim);
            default -> new Nothing("its phase is " + claim.phase());
        };
    }

    private static ClaimDecision pending(ClaimView claim) {
        if (claim.volumeName().isPresent()) {
            return new Nothing("it is being bound to " + claim.volumeName().get());
        }
        if (claim.provisioner().isEmpty()) {
            return new Nothing("no provisioner is assigned yet");
        }
        return claim.isLeftToAPopulator() ? new LeaveToPopulator() : new Provision();
    }

    private static ClaimDecision bound(ClaimView claim) {
        if (claim.volumeName().isEmpty()) {
            return new Nothing("its volume is unknown");
        }
        Optional<String> obstacle = obstacleToGrowth(claim);
        boolean isModified = !(Modification.of(claim.claim()) instanceof Modification.None);
        return obstacle.isPresent() && !isModified
                ? new Nothing(obstacle.get())
                : new CheckVolume(new ObjectName(claim.volumeName().get()), obstacle.isEmpty(), isModified);
    }

    private static Optional<String> obstacleToGrowth(ClaimView claim) {
        Optional<Capacity> request = claim.request();
        Optional<Capacity> capacity = claim.capacity();
        if (request.isEmpty() || capacity.isEmpty()) {
            return Optional.of("its request or its capacity is unknown");
        }
        if (request.get().compareTo(capacity.get()) <= 0) {
            return Optional.of("its capacity meets its request");
        }
        return claim.isLeftToTheNode() && isAllocated(claim, request.get())
                ? Optional.of("the node has to expand its file system")
                : Optional.empty();
    }

    private static boolean isAllocated(ClaimView claim, Capacity size) {
        return claim.allocated()
                .filter(allocated -> allocated.compareTo(size) >= 0)
                .isPresent();
    }

    /** Why the volume is not this provisioner's to change; empty if it is. */
    static Optional<String> obstacle(
            PersistentVolumeClaim claim, PersistentVolume persistentVolume, String provisionerName) {
        VolumeView volume = new VolumeView(persistentVolume);
        // As csi-resizer, the provisioner with the name of a driver grows all volumes of that driver.
        if (!volume.isProvisionedBy(provisionerName) && !volume.hasDriver(provisionerName)) {
            return Optional.of("its volume belongs to another provisioner");
        }
        if (volume.isTerminating()) {
            return Optional.of("its volume is being deleted");
        }
        return volume.isClaimedBy(claim.getMetadata().getUid())
                ? Optional.empty()
                : Optional.of("its volume is bound to another claim");
    }

    /** Decides about a claim that requests more than its capacity. */
    static Growth withVolume(PersistentVolumeClaim object, PersistentVolume volume, String provisionerName) {
        Optional<String> obstacle = obstacle(object, volume, provisionerName);
        if (obstacle.isPresent()) {
            return new NoGrowth(obstacle.get());
        }
        ClaimView claim = new ClaimView(object);
        Optional<Capacity> request = claim.request();
        Optional<Capacity> capacity = new VolumeView(volume).capacity();
        if (request.isEmpty() || capacity.isEmpty()) {
            return new NoGrowth("its request or its volume's capacity is unknown");
        }
        return GrowthTarget.of(claim, request.get(), capacity.get())
                .<Growth>map(Expand::new)
                .orElseGet(() -> new NoGrowth("the node has to expand its file system"));
    }
}
