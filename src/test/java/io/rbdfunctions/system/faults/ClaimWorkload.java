package io.rbdfunctions.system.faults;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Claims and volumes for the function to handle, and the check that it has handled them. */
record ClaimWorkload(
        FaultEnvironment environment,
        boolean isOfSweep,
        List<PersistentVolumeClaim> pending,
        List<PersistentVolumeClaim> growing,
        List<PersistentVolume> released)
        implements Workload {
    static final String GROWN = "128Mi";
    private static final long GROWN_BYTES = 128L << 20;
    private static final long BYTES = 64L << 20;

    @Override
    public CompletableFuture<Void> begin() {
        return CompletableFuture.runAsync(isOfSweep ? environment::sweep : this::deliver);
    }

    @Override
    public boolean deliverAgain() {
        deliver();
        environment.cluster().settle();
        return true;
    }

    private void deliver() {
        objects().filter(object -> environment.cluster().exists(object)).forEach(environment::deliver);
    }

    private Stream<HasMetadata> objects() {
        return Stream.of(pending, growing, released).flatMap(List::stream);
    }

    @Override
    public boolean isDone() {
        environment.cluster().settle();
        return pending.stream().allMatch(this::isProvisioned)
                && growing.stream().allMatch(this::isGrown)
                && released.stream().noneMatch(volume -> environment.cluster().exists(volume));
    }

    private boolean isProvisioned(PersistentVolumeClaim claim) {
        return "Bound".equals(environment.cluster().now(claim).getStatus().getPhase())
                && environment.ceph().exists(environment.cluster().imageOf(claim))
                && environment.ceph().sizeOf(environment.cluster().imageOf(claim)) == BYTES;
    }

    private boolean isGrown(PersistentVolumeClaim claim) {
        return new Quantity(GROWN)
                        .equals(environment
                                .cluster()
                                .volumeOf(claim)
                                .getSpec()
                                .getCapacity()
                                .get("storage"))
                && environment.ceph().sizeOf(environment.cluster().imageOf(claim)) == GROWN_BYTES
                && !environment.cluster().now(claim).getStatus().getConditions().isEmpty();
    }

    @Override
    public String toString() {
        return "%d to provision, %d to grow, %d to delete".formatted(pending.size(), growing.size(), released.size());
    }
}
