package io.rbdfunctions.reconcile.capacity;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has been done for CSIStorageCapacity objects.
 *
 * @param done how many objects were created, updated and deleted, by action
 * @param failures why the room of a class is unknown, by the name of the class
 */
public record CapacityResult(SortedMap<String, Integer> done, SortedMap<String, String> failures) {
    static CapacityResult of(Map<String, Integer> done, Map<String, String> failures) {
        return new CapacityResult(new TreeMap<>(done), new TreeMap<>(failures));
    }
}
