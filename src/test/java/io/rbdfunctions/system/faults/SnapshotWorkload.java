package io.rbdfunctions.system.faults;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots for the function to take or to delete.
 *
 * @param isOfSweep whether the sweep begins the work, instead of events
 */
record SnapshotWorkload(
        FaultEnvironment environment,
        boolean isOfSweep,
        List<GenericKubernetesResource> taken,
        List<GenericKubernetesResource> deleted)
        implements Workload {
    @Override
    public CompletableFuture<Void> begin() {
        return CompletableFuture.runAsync(isOfSweep ? environment::sweep : this::deliver);
    }

    @Override
    public boolean deliverAgain() {
        deliver();
        return true;
    }

    private void deliver() {
        taken.stream().parallel().forEach(this::deliver);
        deleted.stream().parallel().forEach(this::deliver);
    }

    /** A broker delivers the event as it was. */
    private void deliver(GenericKubernetesResource content) {
        if (find(content) != null) {
            environment.deliverAsIs(content);
        }
    }

    @Override
    public boolean isDone() {
        return taken.stream().allMatch(environment.snapshots()::isReady)
                && deleted.stream().allMatch(content -> find(content) == null);
    }

    private @Nullable GenericKubernetesResource find(GenericKubernetesResource content) {
        return environment.snapshots().controller().find(content);
    }

    @Override
    public String toString() {
        return "%d snapshots to take, %d to delete".formatted(taken.size(), deleted.size());
    }
}
