package io.rbdfunctions.volume.placement;

import io.rbdfunctions.volume.ceph.PoolName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pools that a class may place volumes in.
 *
 * @param candidates in the order of the class; at least one
 */
public record PoolChoices(List<PoolCandidate> candidates, PoolSelection selection, FullRatio fullRatio) {
    public PoolChoices {
        candidates = List.copyOf(candidates);
    }

    /** The choice of a class with one pool. It may be filled to the last byte. */
    public static PoolChoices one(PoolName pool, @Nullable PoolName dataPool) {
        return new PoolChoices(
                List.of(new PoolCandidate(pool, dataPool, Map.of())), PoolSelection.FIRST_WITH_ROOM, new FullRatio(1));
    }

    /** The labels of nodes that matter for the choice; empty if all nodes reach all pools. */
    public Set<String> domains() {
        return candidates.stream()
                .flatMap(pool -> pool.domains().keySet().stream())
                .collect(Collectors.toSet());
    }

    /** The pool of the directory of ceph-csi's journal, if the class names none: replicas meet there, whatever they would choose. */
    public PoolName journalPool() {
        return candidates.getFirst().pool();
    }
}
