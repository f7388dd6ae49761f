package io.rbdfunctions.sweep;

import io.rbdfunctions.volume.ceph.PoolName;
import java.util.Map;
import java.util.Optional;

/** Identifies a pool by the class parameters {@code monitors} and {@code pool}. */
public record PoolKey(String monitors, String pool) implements Comparable<PoolKey> {
    /** Empty if the parameters name no monitors. */
    static Optional<PoolKey> of(Map<String, String> parameters) {
        return Optional.ofNullable(parameters.get("monitors"))
                .map(monitors -> new PoolKey(monitors, parameters.getOrDefault("pool", PoolName.DEFAULT.value())));
    }

    @Override
    public int compareTo(PoolKey other) {
        int byMonitors = monitors.compareTo(other.monitors);
        return byMonitors == 0 ? pool.compareTo(other.pool) : byMonitors;
    }
}
