package io.rbdfunctions.reconcile.capacity;

import static java.util.stream.Collectors.toMap;

import io.rbdfunctions.kubernetes.capacity.CapacityView;
import io.rbdfunctions.kubernetes.capacity.StorageCapacity;
import io.rbdfunctions.operation.placement.ClassRoom;
import io.rbdfunctions.volume.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides which CSIStorageCapacity objects are created, changed and deleted.
 *
 * @param obsolete of classes and parts of the cluster that are gone
 */
record CapacityPlan(List<StorageCapacity> missing, List<Update> outdated, List<CapacityView> obsolete) {
    /** Smaller changes are not written: a part of what there was before. */
    private static final int NOTICEABLE_PART = 100;

    /** An object and what it should say. */
    record Update(CapacityView read, StorageCapacity capacity) {}

    /** Without capacities: all objects are deleted. */
    static CapacityPlan ofNone(List<CapacityView> existing) {
        return new CapacityPlan(List.of(), List.of(), existing);
    }

    /**
     * Compares what there should be with what there is. The scheduler looks at classes only whose claims wait for it. Objects of classes
     * whose room is unknown stay as they are.
     *
     * @param rooms of all classes of the driver
     * @param existing the objects of the functions for the driver
     */
    static CapacityPlan of(ObjectName driver, List<ClassRoom> rooms, List<CapacityView> existing) {
        Map<String, StorageCapacity> wanted = rooms.stream()
                .filter(ClassRoom::waitsForConsumer)
                .flatMap(room -> room.segments().stream()
                        .map(segment -> new StorageCapacity(
                                driver, room.storageClass(), segment.topology(), segment.largest())))
                .collect(toMap(capacity -> capacity.name().value(), Function.identity()));
        Map<String, CapacityView> found = existing.stream().collect(toMap(CapacityView::name, Function.identity()));
        Set<String> unknown = rooms.stream()
                .filter(room -> room.waitsForConsumer() && room.unknown() != null)
                .map(room -> room.storageClass().value())
                .collect(Collectors.toSet());
        return new CapacityPlan(
                wanted.values().stream()
                        .filter(capacity -> !found.containsKey(capacity.name().value()))
                        .toList(),
                updates(wanted, existing),
                existing.stream()
                        .filter(view -> !wanted.containsKey(view.name()) && !unknown.contains(view.storageClass()))
                        .toList());
    }

    private static List<Update> updates(Map<String, StorageCapacity> wanted, List<CapacityView> existing) {
        List<Update> updates = new ArrayList<>();
        for (CapacityView view : existing) {
            StorageCapacity capacity = wanted.get(view.name());
            if (capacity != null && isNoticeable(view.bytes(), capacity.bytes())) {
                updates.add(new Update(view, capacity));
            }
        }
        return updates;
    }

    /** Whether room has come or gone, or has changed by more than 1 %. */
    private static boolean isNoticeable(long before, long now) {
        return before != now && (now == 0 || Math.abs(now - before) > before / NOTICEABLE_PART);
    }
}
