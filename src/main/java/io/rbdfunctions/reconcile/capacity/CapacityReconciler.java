package io.rbdfunctions.reconcile.capacity;

import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.capacity.CapacityView;
import io.rbdfunctions.kubernetes.capacity.StorageCapacities;
import io.rbdfunctions.operation.placement.ClassRoom;
import io.rbdfunctions.operation.placement.ClassRooms;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a CSIStorageCapacity for each class and each part of the cluster that reaches other pools. It needs no setting: the scheduler looks
 * at them if there is a CSIDriver with the name of the provisioner that has {@code storageCapacity: true}, and otherwise there are none.
 */
@Singleton
public final class CapacityReconciler {
    /** The names that a CSIDriver can have. The default name of the provisioner is none of them. */
    private static final Pattern DRIVER = Pattern.compile("(?=.{1,63}$)[a-z0-9]+([.-]+[a-z0-9]+)*");

    private final ClassRooms classRooms;
    private final StorageCapacities capacities;
    private final @Nullable ObjectName driver;
    private volatile List<ClassRoom> last = List.of();

    CapacityReconciler(ClassRooms classRooms, StorageCapacities capacities, ProvisionerConfig config) {
        this.classRooms = classRooms;
        this.capacities = capacities;
        this.driver = DRIVER.matcher(config.provisioner()).matches() ? new ObjectName(config.provisioner()) : null;
    }

    /**
     * Reads the room of all classes, and creates, changes and deletes objects.
     *
     * @throws io.rbdfunctions.kubernetes.ApiException if the API server fails or forbids it
     * @throws StaleObjectException if the API server has no such kind
     */
    public CapacityResult reconcile() {
        List<ClassRoom> rooms = classRooms.read();
        last = rooms;
        if (driver == null) {
            return CapacityResult.of(Map.of(), Map.of());
        }
        boolean areAskedFor = capacities.areAskedFor(driver);
        List<CapacityView> existing = capacities.list(driver);
        return areAskedFor
                ? CapacityResult.of(run(CapacityPlan.of(driver, rooms, existing)), failures(rooms))
                : CapacityResult.of(run(CapacityPlan.ofNone(existing)), Map.of());
    }

    /** What this replica read last; empty if it has not. */
    public List<ClassRoom> last() {
        return last;
    }

    private Map<String, Integer> run(CapacityPlan plan) {
        Map<String, Integer> done = new HashMap<>();
        plan.missing().forEach(capacity -> count("capacity created", done, () -> capacities.create(capacity)));
        plan.outdated()
                .forEach(update ->
                        count("capacity updated", done, () -> capacities.update(update.read(), update.capacity())));
        plan.obsolete().forEach(view -> count("capacity deleted", done, () -> capacities.delete(view)));
        return done;
    }

    /** What another replica has done in the meantime is as good. */
    private static void count(String action, Map<String, Integer> done, Runnable change) {
        try {
            change.run();
            done.merge(action, 1, Integer::sum);
        } catch (StaleObjectException _) {
            // Compared again the next time.
        }
    }

    private static Map<String, String> failures(List<ClassRoom> rooms) {
        Map<String, String> failures = new HashMap<>();
        rooms.stream().filter(ClassRoom::waitsForConsumer).forEach(room -> {
            if (room.unknown() != null) {
                failures.put(room.storageClass().value(), room.unknown());
            }
        });
        return failures;
    }
}
