package io.rbdfunctions.status;

import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.status.StatusReport.Trashed;
import io.rbdfunctions.sweep.OrphanSearch;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.PoolDiscovery;
import io.rbdfunctions.sweep.PoolDiscovery.PoolAccess;
import io.rbdfunctions.sweep.PoolKey;
import io.rbdfunctions.sweep.VolumeIndex;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Reads orphans and trash from the pools. Lists the classes, and the trash of each pool, once. */
@Singleton
final class PoolStatusReader {
    /** @param orphans null if they were not searched for */
    record PoolStatus(@Nullable Orphans orphans, List<Trashed> trash) {}

    private final PoolDiscovery poolDiscovery;
    private final OrphanSearch orphanSearch;
    private final PoolContents poolContents;

    PoolStatusReader(PoolDiscovery poolDiscovery, OrphanSearch orphanSearch, PoolContents poolContents) {
        this.poolDiscovery = poolDiscovery;
        this.orphanSearch = orphanSearch;
        this.poolContents = poolContents;
    }

    /** An index without volumes. */
    VolumeIndex newIndex() {
        return poolDiscovery.newIndex();
    }

    /** Reads orphans and trash. The index must hold all volumes; see {@link OrphanSearch#find}. */
    PoolStatus read(VolumeIndex volumeIndex, Set<String> pendingClaims, Deadline deadline) {
        SortedMap<PoolKey, PoolAccess> pools = poolDiscovery.find(volumeIndex);
        OrphanSearch.Found found = orphanSearch.find(pools, volumeIndex, pendingClaims, deadline);
        return new PoolStatus(found.orphans(), trashed(pools, found.trash()));
    }

    /** Reads the trash only, since orphans cannot be found if some volumes are missing from the index. */
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
        return new PoolStatus(null, trashed(pools, trash));
    }

    /** Sorted by expiry. */
    private static List<Trashed> trashed(SortedMap<PoolKey, PoolAccess> pools, Map<PoolKey, List<TrashedImage>> trash) {
        return pools.entrySet().stream()
                .flatMap(pool -> trash.getOrDefault(pool.getKey(), List.of()).stream()
                        .map(image -> trashed(pool.getKey().spec(), image, pool.getValue())))
                .sorted(Comparator.comparing(Trashed::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Trashed::id))
                .toList();
    }

    private static Trashed trashed(String pool, TrashedImage image, PoolAccess access) {
        return new Trashed(
                pool,
                image.name(),
                image.id(),
                image.deletedAt(),
                image.hasStatedExpiry() ? image.expiresAt() : null,
                access.storageClass());
    }
}
