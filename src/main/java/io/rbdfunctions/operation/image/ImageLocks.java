package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.Monitors;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One operation at a time per image, inside this process: two removes at once can both fail and leave the image, two
 * creates can both say that it exists. Who waits too long is told that the image is busy.
 */
@Singleton
public final class ImageLocks {
    private record Key(Monitors monitors, ImageRef image) {}

    /** A lock and how many hold it or wait for it; with the last of them it goes. */
    private static final class Counted {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
    }

    private final ConcurrentMap<Key, Counted> locks = new ConcurrentHashMap<>();
    private final Duration patience;

    public ImageLocks(OperationConfig config) {
        this.patience = config.imageTimeout();
    }

    public <T> T exclusively(Monitors monitors, ImageRef image, Supplier<T> work) {
        Key key = new Key(monitors, image);
        Counted counted = enter(key);
        try {
            return locked(counted.lock, image, work);
        } finally {
            leave(key);
        }
    }

    private <T> T locked(ReentrantLock lock, ImageRef image, Supplier<T> work) {
        if (!acquired(lock)) {
            throw new TryAgainException(Obstacle.BUSY, "another operation on %s is still running".formatted(image));
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private boolean acquired(ReentrantLock lock) {
        try {
            return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Counted enter(Key key) {
        return locks.compute(key, (_, present) -> {
            Counted counted = present == null ? new Counted() : present;
            counted.users++;
            return counted;
        });
    }

    private void leave(Key key) {
        locks.computeIfPresent(key, (_, counted) -> --counted.users == 0 ? null : counted);
    }

    int size() {
        return locks.size();
    }
}
