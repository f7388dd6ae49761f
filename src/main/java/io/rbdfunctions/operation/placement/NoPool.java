package io.rbdfunctions.operation.placement;

import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.volume.placement.PoolCandidate;
import java.util.List;
import java.util.stream.Collectors;

/** Why no pool of the class takes a volume. */
final class NoPool {
    private NoPool() {}

    static RefusedException because(String reason) {
        return new RefusedException(Reason.NO_POOL, "no pool of the class fits: " + reason);
    }

    static RefusedException reaches(TopologyRequirement requirement, List<PoolCandidate> candidates) {
        return because("none can be reached from %s; the class has %s"
                .formatted(
                        requirement,
                        candidates.stream()
                                .map(pool -> pool.pool() + " for " + pool.domains())
                                .collect(Collectors.joining(", "))));
    }

    /** Another node may have a pool with room. Without one, the pools may have room later. */
    static RuntimeException hasRoom(PlacementRequest request, List<PoolCandidate> pools, String rooms) {
        String detail = "none has room for %s: %s".formatted(request.size(), rooms);
        boolean isReachedByOthers =
                pools.size() < request.choices().candidates().size() && request.selectedNode() != null;
        return isReachedByOthers
                ? because(detail)
                : new TryAgainException(Obstacle.NO_SPACE, "no pool of the class fits: " + detail);
    }
}
