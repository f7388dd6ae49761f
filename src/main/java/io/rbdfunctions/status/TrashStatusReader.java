package io.rbdfunctions.status;

import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.rbd.command.TrashedImage;
import io.rbdfunctions.status.StatusReport.Trashed;
import io.rbdfunctions.sweep.PoolAccess;
import io.rbdfunctions.sweep.PoolKey;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Tells what is in the trash, and by which class it can be brought back. */
@Singleton
final class TrashStatusReader {
    private final PoolContents poolContents;

    TrashStatusReader(PoolContents poolContents) {
        this.poolContents = poolContents;
    }

    /** Where nothing else has read it. Pools that cannot be looked into are left out. */
    Map<PoolKey, List<TrashedImage>> read(SortedMap<PoolKey, PoolAccess> ways) {
        Map<PoolKey, List<TrashedImage>> trash = new HashMap<>();
        ways.forEach((pool, way) -> {
            try {
                trash.put(pool, poolContents.trash(way.where()).orThrow());
            } catch (RefusedException | TryAgainException _) {
                trash.remove(pool);
            }
        });
        return trash;
    }

    /** The next to expire first. */
    static List<Trashed> of(SortedMap<PoolKey, PoolAccess> ways, Map<PoolKey, List<TrashedImage>> trash) {
        return ways.entrySet().stream()
                .flatMap(way -> trash.getOrDefault(way.getKey(), List.of()).stream()
                        .map(image -> trashed(way.getKey().pool(), image, way.getValue())))
                .sorted(Comparator.comparing(Trashed::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Trashed::id))
                .toList();
    }

    private static Trashed trashed(String pool, TrashedImage image, PoolAccess way) {
        return new Trashed(
                pool,
                image.name(),
                image.id(),
                image.deletedAt(),
                image.hasStatedExpiry() ? image.expiresAt() : null,
                way.storageClass());
    }
}
