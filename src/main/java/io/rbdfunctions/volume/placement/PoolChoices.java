package io.rbdfunctions.volume.placement;

import io.rbdfunctions.volume.ceph.PoolName;
import java.util.List;

/**
 * The pools that a class may place volumes in.
 *
 * @param candidates in the order of the class; at least one
 */
public record PoolChoices(List<PoolCandidate> candidates, PoolSelection selection, FullRatio fullRatio) {
    public PoolChoices {
        candidates = List.copyOf(candidates);
    }

    /** The pool of the directory of ceph-csi's journal, if the class names none: replicas meet there, whatever they would choose. */
    public PoolName journalPool() {
        return candidates.getFirst().pool();
    }
}
