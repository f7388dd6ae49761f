package io.rbdfunctions.system.faults;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Claims and volumes that wait for the function, and what they look like when it has done its work. */
record ClaimWorkload(
        FaultEnvironment faultEnvironment,
        boolean isOfSweep,
        List<PersistentVolumeClaim> pending,
        List<PersistentVolumeClaim> growing,
        List<PersistentVolume> released) {
    static final String GROWN = "128Mi";
    private static final long GROWN_BYTES = 128L << 20;
    private static final long BYTES = 64L << 20;

    /** Tells the function; ends when it has answered, however, or was lost. */
    CompletableFuture<Void> begin() {
        return CompletableFuture.runAsync(isOfSweep ? faultEnvironment::sweep : this::deliver);
    }

    /** Whether the function was told, for a poll that goes on. */
    boolean deliverAgain() {
        deliver();
        faultEnvironment.cluster().settle();
        return true;
    }

    private void deliver() {
        objects().filter(object -> faultEnvironment.cluster().isThere(object)).forEach(faultEnvironment::deliver);
    }

    private Stream<HasMetadata> objects() {
        return Stream.of(pending, growing, released).flatMap(List::stream);
    }

    boolean isDone() {
        faultEnvironment.cluster().settle();
        return pending.stream().allMatch(this::isProvisioned)
                && growing.stream().allMatch(this::isGrown)
                && released.stream().noneMatch(volume -> faultEnvironment.cluster().isThere(volume));
    }

    private boolean isProvisioned(PersistentVolumeClaim claim) {
        return "Bound".equals(faultEnvironment.cluster().now(claim).getStatus().getPhase())
                && faultEnvironment.ceph().exists(faultEnvironment.cluster().imageOf(claim))
                && faultEnvironment.ceph().sizeOf(faultEnvironment.cluster().imageOf(claim)) == BYTES;
    }

    private boolean isGrown(PersistentVolumeClaim claim) {
        return new Quantity(GROWN)
                        .equals(faultEnvironment.cluster()
                                .volumeOf(claim)
                                .getSpec()
                                .getCapacity()
                                .get("storage"))
                && faultEnvironment.ceph().sizeOf(faultEnvironment.cluster().imageOf(claim)) == GROWN_BYTES
                && !faultEnvironment.cluster().now(claim).getStatus().getConditions().isEmpty();
    }

    @Override
    public String toString() {
        return "%d to provision, %d to grow, %d to delete".formatted(pending.size(), growing.size(), released.size());
    }
}
