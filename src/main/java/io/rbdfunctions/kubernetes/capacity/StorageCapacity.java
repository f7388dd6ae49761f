package io.rbdfunctions.kubernetes.capacity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.placement.Topology;
import java.util.UUID;

/**
 * The room for volumes of a class in a part of the cluster.
 *
 * @param driver the provisioner of the class
 * @param topology the nodes that reach it; without segments all nodes
 * @param bytes the size of the largest volume, 0 if there is no room; rounded down to whole MiB
 */
public record StorageCapacity(ObjectName driver, ObjectName storageClass, Topology topology, long bytes) {
    private static final long MEBIBYTE = 1L << 20;

    public StorageCapacity {
        bytes -= bytes % MEBIBYTE;
    }

    /** The name of its object. It depends on the fields that cannot be changed, so that replicas make one object only. */
    public ObjectName name() {
        String key = "%s %s %s".formatted(driver, storageClass, topology);
        return new ObjectName("csisc-" + UUID.nameUUIDFromBytes(key.getBytes(UTF_8)));
    }
}
