package io.rbdfunctions.operation.repair;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The volumes that the journal of a pool names.
 *
 * @param directory names of volumes and their uuids; an invalid value of the directory stands as it is
 * @param objects the uuids of the volumes with an object
 * @param hasWholeDirectory whether all of the directory was read
 * @param hasAllObjects whether all objects of the pool were looked at
 */
public record JournalListing(
        Map<String, String> directory, Set<String> objects, boolean hasWholeDirectory, boolean hasAllObjects) {
    public JournalListing {
        directory = Map.copyOf(directory);
        objects = Set.copyOf(objects);
    }

    /** The uuids with an object that the directory does not have. */
    public Set<String> unlisted() {
        Set<String> unlisted = new HashSet<>(objects);
        unlisted.removeAll(new HashSet<>(directory.values()));
        return unlisted;
    }

    /** Whether the parts that were read show that the journal of the volume lacks something. */
    public boolean lacks(String name, String uuid) {
        return (hasWholeDirectory && !uuid.equals(directory.get(name))) || (hasAllObjects && !objects.contains(uuid));
    }
}
