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

    /** A populator provisions the claim, because of the kind of its data source. */
    record LeaveToPopulator() implements ClaimDecision {}

    /** The claim is bound and requests more than its capacity. Its volume decides what to do. */
    record CheckVolume(ObjectName volume) implements ClaimDecision {}

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
            return new Nothing("it is being deleted");
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
        Optional<Capacity> request = claim.request();
        Optional<Capacity> capacity = claim.capacity();
        if (request.isEmpty() || capacity.isEmpty() || claim.volumeName().isEmpty()) {
            return new Nothing("its request, its capacity or its volume is unknown");
        }
        if (request.get().compareTo(capacity.get()) <= 0) {
            return new Nothing("its capacity meets its request");
        }
        if (claim.isLeftToTheNode() && isAllocated(claim, request.get())) {
            return new Nothing("the node has to expand its file system");
        }
        return new CheckVolume(new ObjectName(claim.volumeName().get()));
    }

    private static boolean isAllocated(ClaimView claim, Capacity size) {
        return claim.allocated()
                .filter(allocated -> allocated.compareTo(size) >= 0)
                .isPresent();
    }

    /** Decides about a claim that requests more than its capacity. */
    static Growth withVolume(PersistentVolumeClaim object, PersistentVolume persistentVolume, String provisionerName) {
        ClaimView claim = new ClaimView(object);
        VolumeView volume = new VolumeView(persistentVolume);
        if (!volume.isProvisionedBy(provisionerName)) {
            return new NoGrowth("its volume belongs to another provisioner");
        }
        if (volume.isTerminating()) {
            return new NoGrowth("its volume is being deleted");
        }
        if (!volume.isClaimedBy(object.getMetadata().getUid())) {
            return new NoGrowth("its volume is bound to another claim");
        }
        Optional<Capacity> request = claim.request();
        Optional<Capacity> capacity = volume.capacity();
        if (request.isEmpty() || capacity.isEmpty()) {
            return new NoGrowth("its request or its volume's capacity is unknown");
        }
        return GrowthTarget.of(claim, request.get(), capacity.get())
                .<Growth>map(Expand::new)
                .orElseGet(() -> new NoGrowth("the node has to expand its file system"));
    }
}
