package io.rbdfunctions.operation.placement;

import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.monitor.MonitorCommand;
import io.rbdfunctions.rbd.monitor.PoolState;
import io.rbdfunctions.rbd.monitor.PoolUsage;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.placement.PoolCandidate;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how much room pools have, as Ceph counts it: replication and quotas are taken in. */
@Singleton
public record PoolRooms(CephMonitors monitors) {
    /** What a cluster says about all its pools, by their names. */
    record ClusterPools(Map<String, PoolState> states, Map<String, PoolUsage> usages) {
        /** The rooms of the pools that exist, by the pools of their data. */
        Map<PoolName, PoolRoom> rooms(List<PoolCandidate> pools) {
            Map<PoolName, PoolRoom> rooms = new HashMap<>();
            pools.forEach(pool -> Optional.ofNullable(states.get(pool.storage().value()))
                    .map(state -> room(state, usages.get(state.name())))
                    .ifPresent(room -> rooms.put(pool.storage(), room)));
            return rooms;
        }
    }

    /** The rooms of the pools that exist, by the pools of their data. Takes two round trips. */
    Map<PoolName, PoolRoom> read(Session session, List<PoolCandidate> pools) {
        return readAll(session).rooms(pools);
    }

    /** Takes two round trips. */
    ClusterPools readAll(Session session) {
        Map<String, PoolUsage> usages = monitors.run(session, new MonitorCommand.ReadUsage());
        return new ClusterPools(
                monitors.run(session, new MonitorCommand.ListPools()).stream()
                        .collect(Collectors.toMap(PoolState::name, Function.identity())),
                usages);
    }

    /** A pool that no manager has counted yet is new, or the cluster has no manager: then only its flags say that it is full. */
    private static PoolRoom room(PoolState state, @Nullable PoolUsage usage) {
        if (state.isFull()) {
            return new PoolRoom(0, 1);
        }
        long free = state.free(usage);
        long stored = usage == null ? 0 : usage.stored();
        return new PoolRoom(free, free == PoolRoom.UNKNOWN ? 0 : stored / (double) Math.max(1, stored + free));
    }
}
