package io.rbdfunctions.sweep;

import io.rbdfunctions.volume.ceph.PoolName;
import java.util.Map;
import java.util.Optional;

/** A pool, as class parameters tell one from another. */
public record PoolKey(String monitors, String pool) implements Comparable<PoolKey> {
    /** Empty when the parameters lead nowhere. */
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
