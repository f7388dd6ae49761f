package io.rbdfunctions.sweep;

import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.ConservativeClock;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.image.PoolContents.Purge;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.sweep.PoolDiscovery.PoolAccess;
import io.rbdfunctions.sweep.cluster.AbsentClusters;
import io.rbdfunctions.volume.ceph.ImageName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Deletes expired images from the trash: those with the name of a volume's or a snapshot's image and an explicit expiry. To Ceph, an image
 * that was moved there without an expiry is expired at once, but its owner may still need it. Leaves out what the manager of the
 * cluster is to remove, unless there is no manager any more; and what has clones, until they are gone.
 *
 * <p>Deletes one image at a time, since a large image keeps rbd busy for long and claims have to be served meanwhile.
 */
@Singleton
record TrashPurge(
        PoolContents poolContents, ConservativeClock conservativeClock, OrphanConfirmation orphanConfirmation) {
    /** Ceph shows the expiry without its fraction of a second. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    static boolean isToBePurged(TrashedImage trashed, Instant now) {
        return ImageName.isPurgeable(trashed.name())
                && trashed.hasStatedExpiry()
                && trashed.isExpired(now.minus(ROUNDING));
    }

    /**
     * Purges until the time is up. An unfinished deletion is interrupted, and the next sweep repeats it.
     *
     * @param volumeIndex the listed volumes, maybe not all: images of volumes are kept
     */
    void purge(SortedMap<PoolKey, PoolAccess> pools, VolumeIndex volumeIndex, Deadline deadline, SweepCounter counter) {
        Thread thread = Thread.ofVirtual().name("purge").start(() -> purgeAll(pools, volumeIndex, deadline, counter));
        try {
            if (!thread.join(deadline.remaining())) {
                thread.interrupt();
                thread.join(STOP_TIMEOUT);
            }
        } catch (InterruptedException _) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void purgeAll(
            SortedMap<PoolKey, PoolAccess> pools, VolumeIndex volumeIndex, Deadline deadline, SweepCounter counter) {
        AbsentClusters absent = new AbsentClusters();
        for (Map.Entry<PoolKey, PoolAccess> pool : pools.entrySet()) {
            ClassSource source = pool.getValue().source();
            List<TrashedImage> left =
                    absent.contains(pool.getKey().monitors()) ? List.of() : expired(pool.getKey(), source, absent);
            int before = left.size() + 1;
            // An image can be purged after its clones, which may come later in the list.
            while (left.size() < before && !deadline.hasPassed()) {
                before = left.size();
                left = purgeEach(pool.getKey(), source, left, volumeIndex, deadline, counter);
            }
            report(pool.getKey(), source, left, counter);
        }
    }

    /** Returns the images that have clones or snapshots. */
    private List<TrashedImage> purgeEach(
            PoolKey pool,
            ClassSource source,
            List<TrashedImage> images,
            VolumeIndex volumeIndex,
            Deadline deadline,
            SweepCounter counter) {
        return images.stream()
                .filter(trashed -> !deadline.hasPassed()
                        && purgeOrReport(pool, source, trashed, volumeIndex, counter) == Purge.HAS_SNAPSHOTS)
                .toList();
    }

    private @Nullable Purge purgeOrReport(
            PoolKey pool, ClassSource source, TrashedImage trashed, VolumeIndex volumeIndex, SweepCounter counter) {
        try {
            List<String> volumes = volumes(pool, trashed, volumeIndex);
            if (volumes.stream().anyMatch(orphanConfirmation::isVolumeKept)) {
                throw new RefusedException(
                        Reason.CONFLICT, "it is kept, because a PersistentVolume has this image: restore the image");
            }
            if (!volumes.isEmpty()) {
                counter.addWaiting(describe(pool, trashed));
                return null;
            }
            Purge purge = poolContents.purge(source, trashed);
            if (purge == Purge.PURGED) {
                counter.addDone("purged");
            }
            return purge;
        } catch (RefusedException | TryAgainException | ApiException failure) {
            if (!isGone(source, trashed)) {
                counter.addFailure(describe(pool, trashed), messageOf(failure));
            }
            return null;
        }
    }

    private void report(PoolKey pool, ClassSource source, List<TrashedImage> left, SweepCounter counter) {
        left.stream()
                .filter(trashed -> !isGone(source, trashed))
                .forEach(trashed -> counter.addWaiting(describe(pool, trashed)));
    }

    /** In random order, so that an image that cannot be deleted does not block the same others in each sweep. */
    private List<TrashedImage> expired(PoolKey pool, ClassSource source, AbsentClusters absent) {
        try {
            List<TrashedImage> expired = new ArrayList<>(poolContents.trash(source));
            if (!expired.isEmpty()) {
                Instant now = conservativeClock.instant();
                expired.removeIf(trashed -> !isToBePurged(trashed, now));
            }
            if (!expired.isEmpty()) {
                Set<String> byManager = poolContents.removedByManager(source);
                expired.removeIf(trashed -> byManager.contains(trashed.id()));
                Collections.shuffle(expired);
            }
            return expired;
        } catch (RefusedException | TryAgainException failure) {
            // The search for orphans reports that the pool is unreachable.
            absent.note(pool.monitors(), failure);
            return List.of();
        }
    }

    /** Whether the manager of the cluster or another replica has removed the image in the meantime. */
    private boolean isGone(ClassSource source, TrashedImage purged) {
        try {
            return poolContents.trash(source).stream()
                    .noneMatch(trashed -> trashed.id().equals(purged.id()));
        } catch (RefusedException | TryAgainException _) {
            return false;
        }
    }

    /**
     * The volumes of the image that still exist. A backup that was restored can bring a volume back whose image is in the trash. Listed
     * volumes are read again, since this sweep may have deleted them.
     */
    private List<String> volumes(PoolKey pool, TrashedImage trashed, VolumeIndex volumeIndex) {
        Stream<String> named = ImageName.uidIn(trashed.name()).map(uid -> "pvc-" + uid).stream();
        Stream<String> listed = volumeIndex.users(pool.spec(), trashed.name()).stream();
        return Stream.concat(named, listed)
                .distinct()
                .filter(name -> !orphanConfirmation.isVolumeMissing(name))
                .toList();
    }

    private static String describe(PoolKey pool, TrashedImage trashed) {
        return "trashed image %s/%s (%s)".formatted(pool.spec(), trashed.name(), trashed.id());
    }

    private static String messageOf(RuntimeException failure) {
        return failure instanceof TryAgainException && Thread.currentThread().isInterrupted()
                ? "the time was up before it was purged; the next sweep tries again"
                : String.valueOf(failure.getMessage());
    }
}
