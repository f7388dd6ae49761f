package io.rbdfunctions.operation.placement;

import io.rbdfunctions.volume.placement.PoolCandidate;
import io.rbdfunctions.volume.placement.Topology;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a volume has to be reachable from, as the CSI external-provisioner tells it to a driver.
 *
 * @param topologies in the order of preference: one of them has to be met. Empty if every place will do
 * @param origin what requires them, for messages
 */
record TopologyRequirement(List<Topology> topologies, String origin) {
    /** Every place will do. */
    static final TopologyRequirement NONE = new TopologyRequirement(List.of(), "");

    public TopologyRequirement {
        topologies = List.copyOf(topologies);
    }

    /**
     * The pools of a place.
     *
     * @param topology where they can be reached from; null for everywhere
     * @param pools at least one
     */
    record Match(@Nullable Topology topology, List<PoolCandidate> pools) {}

    /** The places that have pools, in the order of preference. */
    List<Match> matches(List<PoolCandidate> candidates) {
        if (topologies.isEmpty()) {
            return List.of(new Match(null, candidates));
        }
        return topologies.stream()
                .map(topology -> new Match(
                        topology,
                        candidates.stream()
                                .filter(pool -> topology.isIn(pool.domains()))
                                .toList()))
                .filter(match -> !match.pools().isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return "%s (%s)"
                .formatted(origin, topologies.stream().map(Topology::toString).collect(Collectors.joining("; ")));
    }
}
