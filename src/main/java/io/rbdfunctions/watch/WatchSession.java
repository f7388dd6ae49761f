package io.rbdfunctions.watch;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.watch.ObjectWatch;
import io.rbdfunctions.kubernetes.watch.ObjectWatches;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.reconcile.ReconcileKey;
import io.rbdfunctions.reconcile.Reconcilers;
import io.rbdfunctions.sweep.Sweeper;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Open watches, the queue of the objects that need work, and the schedule of the sweeps. */
final class WatchSession implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WatchSession.class);

    private final Reconcilers reconcilers;
    private final Sweeper sweeper;
    private final WorkQueue<ReconcileKey> queue;
    private final ObjectWatch claims;
    private final ObjectWatch volumes;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Opens the watches. */
    WatchSession(ObjectWatches watches, Reconcilers reconcilers, Sweeper sweeper, WatchConfig config) {
        this.reconcilers = reconcilers;
        this.sweeper = sweeper;
        this.queue = new WorkQueue<>(config.parallelism());
        claims = watches.claims(new ClaimListener());
        volumes = watches.volumes(new VolumeListener());
        Thread.ofVirtual().name("sweeps").start(() -> sweepEvery(config.sweepInterval()));
    }

    boolean isInSync() {
        return claims.isInSync() && volumes.isInSync();
    }

    int queueSize() {
        return queue.size();
    }

    /** Starts no more work. */
    @Override
    public void close() {
        claims.close();
        volumes.close();
        queue.close();
        closed.countDown();
    }

    void awaitEnd() {
        queue.awaitEnd();
    }

    private void sweepEvery(Duration interval) {
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                sweep();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        try {
            LOG.infof("sweep: %s", sweeper.sweep());
        } catch (TryAgainException failure) {
            LOG.warnf("sweep: %s", failure.getMessage());
        }
    }

    private void reconcile(ReconcileKey key, Runnable work) {
        queue.add(key, () -> {
            try {
                work.run();
            } catch (TryAgainException failure) {
                // The retry queue has it.
                LOG.debugf("%s will be retried: %s", key, failure.getMessage());
            }
        });
    }

    private final class ClaimListener implements ObjectWatch.Listener<PersistentVolumeClaim> {
        @Override
        public void changed(PersistentVolumeClaim claim) {
            if (reconcilers.needsWork(claim)) {
                reconcile(ReconcileKey.of(claim), () -> reconcilers.reconcileWatched(claim));
            }
        }

        @Override
        public void deleted(PersistentVolumeClaim claim) {
            queue.remove(ReconcileKey.of(claim));
        }
    }

    private final class VolumeListener implements ObjectWatch.Listener<PersistentVolume> {
        @Override
        public void changed(PersistentVolume volume) {
            if (reconcilers.needsWork(volume)) {
                ReconcileKey key = ReconcileKey.of(volume);
                reconcile(key, () -> reconcilers.reconcile(key));
            }
        }

        @Override
        public void deleted(PersistentVolume volume) {
            queue.remove(ReconcileKey.of(volume));
        }
    }
}
