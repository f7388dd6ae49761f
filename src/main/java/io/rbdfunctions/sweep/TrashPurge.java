package io.rbdfunctions.sweep;

import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.command.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Deletes for good what is in the trash and has expired: images with our names whose expiry was stated. What somebody
 * moved there by hand without one counts as expired at once, and may still be wanted.
 *
 * <p>One image at a time: each keeps rbd busy for as long as it is large, and claims need their turns, too.
 */
@Singleton
final class TrashPurge {
    /** Ceph protects an image to the fraction of a second, and shows whole ones. */
    private static final Duration FRACTION = Duration.ofSeconds(1);

    private static final Duration UNTIL_STOPPED = Duration.ofSeconds(10);

    private final PoolContents poolContents;
    private final InstantSource clock;
    private final ConservativeClock conservativeClock;

    TrashPurge(PoolContents poolContents, @MonotonicClock InstantSource clock, ConservativeClock conservativeClock) {
        this.poolContents = poolContents;
        this.clock = clock;
        this.conservativeClock = conservativeClock;
    }

    static boolean isToBePurged(TrashedImage trashed, Instant now) {
        return trashed.name().startsWith(ImageName.PROVISIONED)
                && trashed.hasStatedExpiry()
                && trashed.isExpired(now.minus(FRACTION));
    }

    /**
     * Purges until the time is up. A removal that is under way then is stopped: that leaves the image in the trash, for
     * the next sweep to remove.
     */
    void purge(SortedMap<PoolKey, PoolAccess> ways, Instant end, SweepCounter counter) {
        Thread thread = Thread.ofVirtual().name("purge").start(() -> purgeAll(ways, end, counter));
        try {
            if (!thread.join(Duration.between(clock.instant(), end))) {
                thread.interrupt();
                thread.join(UNTIL_STOPPED);
            }
        } catch (InterruptedException _) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void purgeAll(SortedMap<PoolKey, PoolAccess> ways, Instant end, SweepCounter counter) {
        for (Map.Entry<PoolKey, PoolAccess> way : ways.entrySet()) {
            for (TrashedImage trashed : expired(way.getValue().where())) {
                if (clock.instant().isAfter(end)) {
                    return;
                }
                purge(way.getKey(), way.getValue().where(), trashed, counter);
            }
        }
    }

    /** In any order, so that one which cannot be purged does not keep the same others from their turn each time. */
    private List<TrashedImage> expired(ClassSource where) {
        List<TrashedImage> expired = new ArrayList<>();
        try {
            if (poolContents.trash(where) instanceof Outcome.Done<List<TrashedImage>>(List<TrashedImage> all)) {
                Instant now = all.isEmpty() ? Instant.MIN : conservativeClock.instant();
                all.stream().filter(trashed -> isToBePurged(trashed, now)).forEach(expired::add);
            }
        } catch (TryAgainException _) {
            // The search for orphans asks again, and tells why the pool cannot be looked into.
            return List.of();
        }
        Collections.shuffle(expired);
        return expired;
    }

    private void purge(PoolKey pool, ClassSource where, TrashedImage trashed, SweepCounter counter) {
        String subject = "trashed image %s/%s (%s)".formatted(pool.pool(), trashed.name(), trashed.id());
        try {
            switch (poolContents.purge(where, trashed)) {
                case Outcome.Done<Boolean>(Boolean isOurDoing) -> {
                    if (isOurDoing) {
                        counter.did("purged");
                    }
                }
                case Outcome.Refused<Boolean> refused ->
                    counter.fail(subject, refused.refusal().detail());
            }
        } catch (TryAgainException failure) {
            counter.fail(
                    subject,
                    Thread.currentThread().isInterrupted()
                            ? "the time was up before it was purged; the next sweep begins again"
                            : String.valueOf(failure.getMessage()));
        }
    }
}
