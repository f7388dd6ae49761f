package io.rbdfunctions.watch;

import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.kubernetes.watch.LeaderElection;
import io.rbdfunctions.kubernetes.watch.ObjectWatches;
import io.rbdfunctions.reconcile.Reconcilers;
import io.rbdfunctions.reconcile.capacity.CapacityReconciler;
import io.rbdfunctions.sweep.Sweeper;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Watches and sweeps from start to stop. With a Lease only while this replica is the leader. */
@Singleton
public final class Watcher {
    private static final Logger LOG = Logger.getLogger(Watcher.class);

    private final ObjectWatches watches;
    private final Reconcilers reconcilers;
    private final Sweeper sweeper;
    private final CapacityReconciler capacities;
    private final WatchConfig config;
    private final OutOfSyncTimer outOfSync;
    private @Nullable LeaderElection election;
    private @Nullable WatchSession session;
    private boolean isStopped;

    Watcher(
            ObjectWatches watches,
            Reconcilers reconcilers,
            Sweeper sweeper,
            CapacityReconciler capacities,
            WatchConfig config,
            @MonotonicClock InstantSource clock) {
        this.watches = watches;
        this.reconcilers = reconcilers;
        this.sweeper = sweeper;
        this.capacities = capacities;
        this.config = config;
        this.outOfSync = new OutOfSyncTimer(clock);
    }

    /** Starts in the background. */
    public synchronized void start() {
        if (config.lease().isEmpty()) {
            watch();
            return;
        }
        ObjectKey lease = new ObjectKey(
                watches.ownNamespace(), new ObjectName(config.lease().get()));
        election = watches.elect(lease, this::watch, this::pause);
    }

    /** Gives the Lease back, and waits for the work in progress. */
    public void stop() {
        WatchSession last;
        LeaderElection lastElection;
        synchronized (this) {
            isStopped = true;
            last = session;
            lastElection = election;
        }
        pause();
        if (lastElection != null) {
            lastElection.close();
        }
        if (last != null) {
            last.awaitEnd();
        }
    }

    /** How long the watches are out of sync, since a call of this method first noticed it; zero if nothing is watched. */
    public synchronized Duration outOfSync() {
        return outOfSync.since(session == null || session.isInSync());
    }

    /** The number of objects that wait or are reconciled. */
    public synchronized int queueSize() {
        return session == null ? 0 : session.queueSize();
    }

    private synchronized void watch() {
        if (isStopped || session != null) {
            return;
        }
        LOG.info("watching claims and volumes");
        session = new WatchSession(watches, reconcilers, sweeper, capacities, config);
    }

    private synchronized void pause() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
