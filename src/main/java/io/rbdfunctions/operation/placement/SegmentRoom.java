package io.rbdfunctions.operation.placement;

import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.placement.PoolCandidate;
import io.rbdfunctions.volume.placement.PoolChoices;
import io.rbdfunctions.volume.placement.Topology;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The room for new volumes of a class in a part of the cluster.
 *
 * @param topology the nodes that reach it; without segments all nodes
 * @param pools of the class that these nodes reach
 * @param largest the size of the largest volume that fits, in bytes; 0 if none does
 */
public record SegmentRoom(Topology topology, List<PoolName> pools, long largest) {
    public SegmentRoom {
        pools = List.copyOf(pools);
    }

    /** Whether the room is limited by anything that is known. */
    public boolean isKnown() {
        return largest != PoolRoom.UNKNOWN;
    }

    /**
     * Divides the pools of a class by the parts of the cluster that reach them.
     *
     * @param places where nodes are, or one place without segments
     * @param rooms by the pools of the data; a pool that is missing has no room
     */
    static List<SegmentRoom> of(PoolChoices choices, Collection<Topology> places, Map<PoolName, PoolRoom> rooms) {
        Set<String> domains = choices.domains();
        return places.stream()
                .map(place -> withDomains(place, domains))
                .distinct()
                .map(segment -> of(segment, choices, rooms))
                .filter(room -> !room.pools().isEmpty())
                .toList();
    }

    private static SegmentRoom of(Topology segment, PoolChoices choices, Map<PoolName, PoolRoom> rooms) {
        List<PoolCandidate> reached = choices.candidates().stream()
                .filter(pool -> segment.isIn(pool.domains()))
                .toList();
        // The largest, not the sum: a volume is in one pool, and pools on the same OSDs share what is free.
        long largest = reached.stream()
                .mapToLong(pool -> Optional.ofNullable(rooms.get(pool.storage()))
                        .map(room -> room.largest(choices.fullRatio()))
                        .orElse(0L))
                .max()
                .orElse(0);
        return new SegmentRoom(
                segment, reached.stream().map(PoolCandidate::pool).toList(), largest);
    }

    /** Leaves out labels that no pool names, such as the name of the host: nodes that reach the same pools are one part. */
    private static Topology withDomains(Topology place, Set<String> domains) {
        return new Topology(place.segments().entrySet().stream()
                .filter(segment -> domains.stream().anyMatch(domain -> Topology.isKey(segment.getKey(), domain)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first, TreeMap::new)));
    }
}
