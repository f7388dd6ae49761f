package io.rbdfunctions.sweep.cluster;

import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import java.util.HashSet;
import java.util.Set;

/** The clusters that could not be connected to: waiting for each of their pools would leave no time for other clusters. */
public final class AbsentClusters {
    private final Set<String> monitors = new HashSet<>();

    public boolean contains(String monitorsOfPool) {
        return monitors.contains(monitorsOfPool);
    }

    /** Notes what reading a pool has failed with. */
    public void note(String monitorsOfPool, RuntimeException failure) {
        if (failure.getCause() instanceof RbdException cause
                && cause.error() == RbdError.UNREACHABLE
                && cause.isWithoutConnection()) {
            monitors.add(monitorsOfPool);
        }
    }
}
