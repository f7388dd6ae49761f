package io.rbdfunctions.status;

import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.image.PoolFacts.Room;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.sweep.OrphanSearch;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.PoolDiscovery;
import io.rbdfunctions.sweep.PoolDiscovery.PoolAccess;
import io.rbdfunctions.sweep.PoolKey;
import io.rbdfunctions.sweep.VolumeIndex;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads orphans, trash and room of the pools. Lists the classes, and the trash of each pool, once. */
@Singleton
final class PoolStatusReader {
    private final PoolDiscovery poolDiscovery;
    private final OrphanSearch orphanSearch;
    private final PoolContents poolContents;
    private final ImageDetails imageDetails;

    PoolStatusReader(
            PoolDiscovery poolDiscovery,
            OrphanSearch orphanSearch,
            PoolContents poolContents,
            ImageDetails imageDetails) {
        this.poolDiscovery = poolDiscovery;
        this.orphanSearch = orphanSearch;
        this.poolContents = poolContents;
        this.imageDetails = imageDetails;
    }

    /** An index without volumes. */
    VolumeIndex newIndex() {
        return poolDiscovery.newIndex();
    }

    /** Reads everything. The index must hold all volumes; see {@link OrphanSearch#find}. */
    PoolStatus read(VolumeIndex volumeIndex, Set<String> pendingClaims, Deadline deadline) {
        SortedMap<PoolKey, PoolAccess> pools = poolDiscovery.find(volumeIndex);
        OrphanSearch.Found found = orphanSearch.find(pools, volumeIndex, pendingClaims, deadline);
        return status(pools, volumeIndex, found.orphans(), found.trash());
    }

    /** Reads all but orphans, since these cannot be found if some volumes are missing from the index. */
    PoolStatus readTrash(VolumeIndex volumeIndex) {
        SortedMap<PoolKey, PoolAccess> pools = poolDiscovery.find(volumeIndex);
        Map<PoolKey, List<TrashedImage>> trash = new HashMap<>();
        pools.forEach((pool, access) -> {
            try {
                trash.put(pool, poolContents.trash(access.source()));
            } catch (RefusedException | TryAgainException _) {
                // The report leaves out the trash of an unreachable pool.
            }
        });
        return status(pools, volumeIndex, null, trash);
    }

    /** @param trash of the pools that can be reached; the others are not asked again */
    private PoolStatus status(
            SortedMap<PoolKey, PoolAccess> pools,
            VolumeIndex volumeIndex,
            @Nullable Orphans orphans,
            Map<PoolKey, List<TrashedImage>> trash) {
        List<PoolEntry> entries = pools.entrySet().stream()
                .map(pool -> entry(
                        pool.getKey(), volumeIndex, trash.containsKey(pool.getKey()) ? room(pool.getValue()) : null))
                .toList();
        return new PoolStatus(
                orphans,
                imageDetails.ofOrphans(pools, orphans == null ? List.of() : orphans.images()),
                imageDetails.ofTrash(pools, trash),
                entries);
    }

    private static PoolEntry entry(PoolKey pool, VolumeIndex volumeIndex, @Nullable Room room) {
        return new PoolEntry(
                pool.spec(),
                pool.monitors(),
                volumeIndex.count(pool),
                volumeIndex.bytes(pool),
                room == null ? null : room.usedBytes(),
                room == null ? null : room.freeBytes());
    }

    private @Nullable Room room(PoolAccess access) {
        try {
            return imageDetails.facts().room(access.source()).orElse(null);
        } catch (RefusedException | TryAgainException _) {
            return null;
        }
    }
}
