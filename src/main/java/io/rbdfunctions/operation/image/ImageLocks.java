package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
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
 * Allows one operation at a time for each image in this process. Two concurrent removals can both fail and leave the
 * image; two concurrent creations can both report that it exists.
 */
@Singleton
public final class ImageLocks {
    private record Key(Monitors monitors, ImageRef image) {}

    /** A lock and the number of threads that hold it or wait for it. It is discarded when that number is zero. */
    private static final class CountedLock {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
    }

    private final ConcurrentMap<Key, CountedLock> locks = new ConcurrentHashMap<>();
    private final Duration timeout;

    public ImageLocks(ImageLockConfig config) {
        this.timeout = config.imageLockTimeout();
    }

    /**
     * Runs the work while no other thread works on the image.
     *
     * @throws TryAgainException if the lock is not free in time
     */
    public <T> T withLock(Monitors monitors, ImageRef image, Supplier<T> work) {
        Key key = new Key(monitors, image);
        CountedLock counted = register(key);
        try {
            return withLock(counted.lock, image, work);
        } finally {
            unregister(key);
        }
    }

    private <T> T withLock(ReentrantLock lock, ImageRef image, Supplier<T> work) {
        if (!acquire(lock)) {
            throw new TryAgainException(Obstacle.BUSY, "another operation on %s is still running".formatted(image));
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private boolean acquire(ReentrantLock lock) {
        try {
            return lock.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CountedLock register(Key key) {
        return locks.compute(key, (_, existing) -> {
            CountedLock counted = existing == null ? new CountedLock() : existing;
            counted.users++;
            return counted;
        });
    }

    private void unregister(Key key) {
        locks.computeIfPresent(key, (_, counted) -> --counted.users == 0 ? null : counted);
    }

    int size() {
        return locks.size();
    }
}
