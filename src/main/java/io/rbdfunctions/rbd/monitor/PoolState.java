package io.rbdfunctions.rbd.monitor;

import java.util.Set;

/**
 * A pool as the monitors know it.
 *
 * @param applications that the pool is enabled for, such as {@code rbd}
 * @param flags such as {@code full}, {@code full_quota} and {@code ec_overwrites}
 * @param quota in bytes; 0 for none
 */
public record PoolState(String name, boolean isErasureCoded, Set<String> applications, Set<String> flags, long quota) {
    public PoolState {
        applications = Set.copyOf(applications);
        flags = Set.copyOf(flags);
    }

    /** Whether Ceph accepts no data, because an OSD of the pool is full or its quota is reached. */
    public boolean isFull() {
        return flags.contains("full") || flags.contains("full_quota");
    }

    /** Whether images can have their data in the pool. */
    public boolean takesOverwrites() {
        return !isErasureCoded || flags.contains("ec_overwrites");
    }
}
