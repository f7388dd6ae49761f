package io.rbdfunctions.sweep;

import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.command.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageName;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Compares what the pools hold with the volumes that there are. */
@Singleton
public final class OrphanSearch {
    /**
     * What a search came by.
     *
     * @param trash all that is in the trash of each pool that could be looked into
     */
    public record Found(Orphans orphans, Map<PoolKey, List<TrashedImage>> trash) {}

    private final PoolContents poolContents;
    private final OrphanConfirmation orphanConfirmation;
    private final TaggedImages tagged;
    private final InstantSource clock;
    private final ConservativeClock conservativeClock;

    public OrphanSearch(
            PoolContents poolContents,
            OrphanConfirmation orphanConfirmation,
            TaggedImages tagged,
            @MonotonicClock InstantSource clock,
            ConservativeClock conservativeClock) {
        this.poolContents = poolContents;
        this.orphanConfirmation = orphanConfirmation;
        this.tagged = tagged;
        this.clock = clock;
        this.conservativeClock = conservativeClock;
    }

    /**
     * Finds orphans.
     *
     * @param ways the pools to look into
     * @param seen all volumes
     * @param awaited the uids of the claims that wait for a volume: their images are no orphans
     */
    public Found find(SortedMap<PoolKey, PoolAccess> ways, VolumeIndex seen, Set<String> awaited, Instant end) {
        Map<PoolKey, List<TrashedImage>> trash = new HashMap<>();
        BoundedList images = new BoundedList();
        BoundedList volumes = new BoundedList();
        BoundedList trashed = new BoundedList();
        BoundedList closed = new BoundedList();
        ways.forEach((pool, way) -> {
            ClassSource where = way.where();
            try {
                Set<String> names = new HashSet<>(poolContents.images(where).orThrow());
                List<TrashedImage> inTrash = poolContents.trash(where).orThrow();
                trash.put(pool, inTrash);
                names.stream()
                        .filter(name -> isOrphan(pool.pool(), name, seen, awaited, end))
                        .forEach(name -> images.add(pool.pool() + "/" + name));
                tagged.orphans(pool.pool(), where, names, seen).forEach(images::add);
                withoutImage(seen.in(pool), names, end).forEach(volumes::add);
                staying(inTrash).forEach(image -> trashed.add(words(pool.pool(), image)));
                if (!isInTime(end)) {
                    closed.add(pool.pool() + ": the time was up before all of it was compared");
                }
            } catch (RefusedException | TryAgainException failure) {
                closed.add(pool.pool() + ": " + failure.getMessage());
            }
        });
        return new Found(new Orphans(images.list(), volumes.list(), trashed.list(), closed.list()), trash);
    }

    /** What is in the trash, but for what the purge is about to see to. */
    private List<TrashedImage> staying(List<TrashedImage> trash) {
        if (trash.isEmpty()) {
            return trash;
        }
        Instant now = conservativeClock.instant();
        return trash.stream()
                .filter(image -> !TrashPurge.isToBePurged(image, now))
                .toList();
    }

    private List<String> withoutImage(List<VolumeIndex.Seen> volumes, Set<String> images, Instant end) {
        return volumes.stream()
                .filter(volume -> !images.contains(volume.image()) && isInTime(end))
                .map(VolumeIndex.Seen::name)
                .filter(orphanConfirmation::isWithoutImage)
                .toList();
    }

    /** By its name; asks again before saying so: its volume may have been made since the volumes were listed. */
    private boolean isOrphan(String pool, String image, VolumeIndex seen, Set<String> awaited, Instant end) {
        if (!image.startsWith(ImageName.PROVISIONED) || seen.isOver(pool, image)) {
            return false;
        }
        String uid = image.substring(ImageName.PROVISIONED.length());
        return !awaited.contains(uid) && isInTime(end) && orphanConfirmation.isOfVolume("pvc-" + uid);
    }

    private boolean isInTime(Instant end) {
        return !clock.instant().isAfter(end);
    }

    private static String words(String pool, TrashedImage trashed) {
        return "%s/%s (%s, %s %s)"
                .formatted(
                        pool,
                        trashed.name(),
                        trashed.id(),
                        trashed.hasStatedExpiry() ? "expires" : "without an expiry, since",
                        trashed.expiresAt());
    }
}
