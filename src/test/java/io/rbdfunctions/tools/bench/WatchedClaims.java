package io.rbdfunctions.tools.bench;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Claims that a function finds by its watch. */
final class WatchedClaims {
    private static final long TIMEOUT_SECONDS = 300;

    /**
     * Seconds from the creation of the first claim to the last PersistentVolume.
     *
     * @param serial when each claim is created after the volume of the one before
     * @param burst when all claims are created at once
     * @param resident the memory of the function after that
     */
    record Times(double serial, double burst, String resident) {}

    private final KubernetesClient client;

    /** @param function is ready and watches */
    WatchedClaims(KubernetesClient client, BenchFunction function) {
        this.client = client;
        function.get("/q/health/ready");
    }

    double oneByOne(List<PersistentVolumeClaim> claims) {
        return seconds(volumes -> claims.forEach(claim -> {
            client.resource(claim).create();
            await(volumes, 1);
        }));
    }

    double burst(List<PersistentVolumeClaim> claims) {
        return seconds(volumes -> {
            claims.forEach(claim -> client.resource(claim).create());
            await(volumes, claims.size());
        });
    }

    private double seconds(java.util.function.Consumer<Semaphore> work) {
        Semaphore volumes = new Semaphore(0);
        try (Watch _ = client.persistentVolumes().watch(new VolumeCounter(volumes))) {
            long start = System.nanoTime();
            work.accept(volumes);
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static void await(Semaphore volumes, int count) {
        try {
            if (!volumes.tryAcquire(count, TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("fewer than %d volumes after %d s".formatted(count, TIMEOUT_SECONDS));
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private record VolumeCounter(Semaphore volumes) implements Watcher<PersistentVolume> {
        @Override
        public void eventReceived(Action action, PersistentVolume volume) {
            if (action == Action.ADDED) {
                volumes.release();
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            throw new IllegalStateException(cause);
        }
    }
}
