package io.rbdfunctions.tools.bench;

import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Creates VolumeAttachments and watches them, as the kubelet does, until they are attached. Deletes them in the end. */
final class AttachmentTimer implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 60;

    private final KubernetesClient client;
    private final Map<String, Long> starts = new ConcurrentHashMap<>();
    private final Timings timings = new Timings();
    private final Semaphore attached = new Semaphore(0);
    private final Watch watch;

    AttachmentTimer(KubernetesClient client) {
        this.client = client;
        watch = client.storage().v1().volumeAttachments().watch(new Listener());
    }

    VolumeAttachment create(VolumeAttachment attachment) {
        starts.put(attachment.getMetadata().getName(), System.nanoTime());
        return client.resource(attachment).create();
    }

    /** Waits for this many more attachments. */
    void await(int count) {
        try {
            if (!attached.tryAcquire(count, TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("fewer than %d attached after %d s".formatted(count, TIMEOUT_SECONDS));
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    Timings timings() {
        return timings;
    }

    @Override
    public void close() {
        watch.close();
        client.storage().v1().volumeAttachments().delete();
    }

    private final class Listener implements Watcher<VolumeAttachment> {
        @Override
        public void eventReceived(Action action, VolumeAttachment attachment) {
            if (attachment.getStatus() == null
                    || !Boolean.TRUE.equals(attachment.getStatus().getAttached())) {
                return;
            }
            Long start = starts.remove(attachment.getMetadata().getName());
            if (start != null) {
                timings.add(Duration.ofNanos(System.nanoTime() - start));
                attached.release();
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
