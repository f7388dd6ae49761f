package io.rbdfunctions.watch;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.watch.ObjectWatch;
import io.rbdfunctions.kubernetes.watch.ObjectWatches;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.reconcile.ReconcileKey;
import io.rbdfunctions.reconcile.Reconcilers;
import io.rbdfunctions.reconcile.capacity.CapacityReconciler;
import io.rbdfunctions.sweep.Sweeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Open watches, the queues of the objects that need work, and the schedules of the sweeps and of the capacities. */
final class WatchSession implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WatchSession.class);

    private final Reconcilers reconcilers;
    private final Sweeper sweeper;
    private final CapacityReconciler capacities;
    private final WorkQueue<ReconcileKey> queue;
    /** Of its own, so that attachments, which need no Ceph, never wait for a cluster that does not answer. */
    private final WorkQueue<ReconcileKey> attachmentQueue;

    private final List<ObjectWatch> watches = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Opens the watches. */
    WatchSession(
            ObjectWatches objects,
            Reconcilers reconcilers,
            Sweeper sweeper,
            CapacityReconciler capacities,
            WatchConfig config) {
        this.reconcilers = reconcilers;
        this.sweeper = sweeper;
        this.capacities = capacities;
        this.queue = new WorkQueue<>(config.parallelism());
        this.attachmentQueue = new WorkQueue<>(config.parallelism());
        watches.add(objects.claims(new ClaimListener()));
        watches.add(objects.volumes(new VolumeListener()));
        if (reconcilers.isAttacher()) {
            watches.add(objects.attachments(new AttachmentListener()));
        }
        if (reconcilers.areSnapshotsEnabled()) {
            watches.add(objects.contents(new ContentListener()));
        }
        Thread.ofVirtual().name("sweeps").start(() -> repeat(config.sweepInterval(), this::sweep));
        Thread.ofVirtual().name("capacities").start(() -> {
            // Pods may wait for it.
            publishCapacities();
            repeat(config.capacityInterval(), this::publishCapacities);
        });
    }

    boolean isInSync() {
        return watches.stream().allMatch(ObjectWatch::isInSync);
    }

    int queueSize() {
        return queue.size() + attachmentQueue.size();
    }

    /** Starts no more work. */
    @Override
    public void close() {
        watches.forEach(ObjectWatch::close);
        queue.close();
        attachmentQueue.close();
        closed.countDown();
    }

    void awaitEnd() {
        queue.awaitEnd();
        attachmentQueue.awaitEnd();
    }

    private void repeat(Duration interval, Runnable work) {
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                work.run();
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

    private void publishCapacities() {
        try {
            capacities
                    .reconcile()
                    .failures()
                    .forEach((name, cause) -> LOG.warnf("capacity of class %s: %s", name, cause));
        } catch (ApiException | StaleObjectException failure) {
            LOG.warnf("capacities: %s", failure.getMessage());
        }
    }

    private void reconcile(ReconcileKey key, Runnable work) {
        queue.add(key, () -> attempt(key, work));
    }

    private static void attempt(ReconcileKey key, Runnable work) {
        try {
            work.run();
        } catch (TryAgainException failure) {
            // The retry queue has it.
            LOG.debugf("%s will be retried: %s", key, failure.getMessage());
        }
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

    private final class ContentListener implements ObjectWatch.Listener<GenericKubernetesResource> {
        /** An attempt of a process that has ended may be noted on it, which nobody else continues. */
        @Override
        public void added(GenericKubernetesResource content) {
            if (reconcilers.needsWork(content)) {
                ReconcileKey key = ReconcileKey.of(content);
                reconcile(key, () -> reconcilers.reconcile(key));
            }
        }

        @Override
        public void changed(GenericKubernetesResource content) {
            if (reconcilers.needsWorkAfterChange(content)) {
                reconcile(ReconcileKey.of(content), () -> reconcilers.contentChanged(content));
            }
        }

        @Override
        public void deleted(GenericKubernetesResource content) {
            queue.remove(ReconcileKey.of(content));
        }
    }

    private final class AttachmentListener implements ObjectWatch.Listener<VolumeAttachment> {
        @Override
        public void changed(VolumeAttachment attachment) {
            if (reconcilers.needsWork(attachment)) {
                add(attachment, () -> reconcilers.reconcileWatched(attachment));
            }
        }

        /** Replaces work for the attachment that has not begun. */
        @Override
        public void deleted(VolumeAttachment attachment) {
            add(attachment, () -> reconcilers.attachmentDeleted(attachment));
        }

        private void add(VolumeAttachment attachment, Runnable work) {
            ReconcileKey key = ReconcileKey.of(attachment);
            attachmentQueue.add(key, () -> attempt(key, work));
        }
    }
}
