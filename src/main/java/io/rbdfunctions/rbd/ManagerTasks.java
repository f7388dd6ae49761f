package io.rbdfunctions.rbd;

import io.rbdfunctions.concurrent.SingleFlight;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.manager.ManagerCommand;
import io.rbdfunctions.rbd.manager.ManagerCommand.AddFlattening;
import io.rbdfunctions.rbd.manager.ManagerCommand.AddTrashRemoval;
import io.rbdfunctions.rbd.manager.ManagerCommand.ListFlattenings;
import io.rbdfunctions.rbd.manager.ManagerCommand.ListTrashRemovals;
import io.rbdfunctions.rbd.manager.ManagerCommand.Probe;
import io.rbdfunctions.rbd.manager.ManagerCommand.TaskListing;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets the manager of a cluster work in the background, where there is one that accepts tasks from the user. Whether it does is
 * remembered for five minutes, so that a missing manager or capability delays few operations.
 */
public final class ManagerTasks {
    private static final Logger LOG = Logger.getLogger(ManagerTasks.class);
    private static final Duration MEMORY = Duration.ofMinutes(5);
    /** Enough for all users and pools. */
    private static final int LIMIT = 1000;

    /** @param pool that the user may not have the manager work on; null for all pools */
    private record Scope(
            String monitors, String user, @Nullable PoolSpec pool) {
        static Scope of(Session session, @Nullable PoolSpec pool) {
            return new Scope(session.monitors().joined(), session.user().value(), pool);
        }
    }

    /** @param time of {@link #clock} */
    private record Known(boolean isAccepting, long time) {}

    private final CephManager manager;
    private final boolean isEnabled;
    private final LongSupplier clock;
    private final Map<Scope, Known> memory = new ConcurrentHashMap<>();
    private final SingleFlight<Scope, Boolean> probes = new SingleFlight<>();

    /** @param clock in nanoseconds, with any origin */
    public ManagerTasks(CephManager manager, boolean isEnabled, LongSupplier clock) {
        this.manager = manager;
        this.isEnabled = isEnabled;
        this.clock = clock;
    }

    /** Whether the manager is not known to refuse tasks. Does not wait; starts to connect to it. */
    public boolean isPossible(Session session, PoolSpec pool) {
        boolean isPossible =
                isEnabled && recall(Scope.of(session, pool), true) && recall(Scope.of(session, null), true);
        if (isPossible) {
            manager.prepare(session);
        }
        return isPossible;
    }

    /** Whether the manager is likely to accept a task. Asks it if this is not known. */
    public boolean isLikely(Session session, PoolSpec pool) {
        Scope user = Scope.of(session, null);
        return isEnabled
                && recall(Scope.of(session, pool), true)
                && (recall(user, false) || probes.share(user, () -> recall(user, true) && isAccepting(session)));
    }

    private boolean isAccepting(Session session) {
        try {
            var _ = manager.run(session, new Probe());
            remember(Scope.of(session, null), true);
            return true;
        } catch (RbdException failure) {
            refused(session, null, failure);
            return false;
        }
    }

    /**
     * Has the manager remove an image that is in the trash, after its expiry. Returns false if the manager does not accept the task, or if the
     * image is not in the trash.
     */
    public boolean removeFromTrash(Session session, PoolSpec pool, ImageId id) {
        return accepts(session, pool, new AddTrashRemoval(pool, id));
    }

    /** Has the manager flatten an image. Returns false if the manager does not accept the task, or if there is no such image. */
    public boolean flatten(Session session, ImageRef image) {
        return accepts(session, image.poolSpec(), new AddFlattening(image));
    }

    private boolean accepts(Session session, PoolSpec pool, ManagerCommand<?> task) {
        try {
            var _ = manager.run(session, task);
            remember(Scope.of(session, null), true);
            return true;
        } catch (RbdException failure) {
            switch (failure.error()) {
                case NOT_FOUND -> {}
                case DENIED -> refused(session, pool, failure);
                default -> refused(session, null, failure);
            }
            return false;
        }
    }

    /** The ids of the images that the manager is to remove from the trash; empty if it does not answer. */
    public Set<String> trashRemovals(Session session, PoolSpec pool) {
        return list(session, new ListTrashRemovals(pool));
    }

    /** The names of the images that the manager is to flatten; empty if it does not answer. */
    public Set<String> flattenings(Session session, PoolSpec pool) {
        return list(session, new ListFlattenings(pool));
    }

    private Set<String> list(Session session, TaskListing listing) {
        try {
            return isLikely(session, listing.pool()) ? manager.run(session, listing) : Set.of();
        } catch (RbdException failure) {
            refused(session, null, failure);
            return Set.of();
        }
    }

    private void refused(Session session, @Nullable PoolSpec pool, RbdException failure) {
        remember(Scope.of(session, pool), false);
        LOG.infof(
                "%s (user %s): images are removed and flattened without the manager for the next %d minutes",
                failure.getMessage(), session.user(), MEMORY.toMinutes());
    }

    private void remember(Scope scope, boolean isAccepting) {
        if (memory.size() > LIMIT) {
            memory.clear();
        }
        memory.put(scope, new Known(isAccepting, clock.getAsLong()));
    }

    /** @param unknown the answer if nothing is remembered */
    private boolean recall(Scope scope, boolean unknown) {
        return Optional.ofNullable(memory.get(scope))
                .filter(known -> clock.getAsLong() - known.time() <= MEMORY.toNanos())
                .map(Known::isAccepting)
                .orElse(unknown);
    }
}
