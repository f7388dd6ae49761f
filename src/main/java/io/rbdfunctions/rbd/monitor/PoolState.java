package io.rbdfunctions.rbd.monitor;

import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /**
     * The bytes that can still be stored, after replication and within the quota.
     *
     * @param usage null if no manager has counted the pool
     * @return {@code Long.MAX_VALUE} if nothing limits them that is known
     */
    public long free(@Nullable PoolUsage usage) {
        if (isFull()) {
            return 0;
        }
        long stored = usage == null ? 0 : usage.stored();
        long available = usage == null ? Long.MAX_VALUE : usage.available();
        return Math.max(0, quota == 0 ? available : Math.min(quota - stored, available));
    }

    /** Whether images can have their data in the pool. */
    public boolean takesOverwrites() {
        return !isErasureCoded || flags.contains("ec_overwrites");
    }
}
