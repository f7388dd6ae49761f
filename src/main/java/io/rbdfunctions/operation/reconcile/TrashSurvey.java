package io.rbdfunctions.operation.reconcile;

import io.rbdfunctions.operation.Pools;
import io.rbdfunctions.operation.RefusedException;
import io.rbdfunctions.operation.TryAgainException;
import io.rbdfunctions.operation.reconcile.Survey.Trashed;
import io.rbdfunctions.rbd.command.TrashedImage;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Tells what is in the trash, and by which class it can be brought back. */
@Singleton
final class TrashSurvey {
    private final Pools pools;

    TrashSurvey(Pools pools) {
        this.pools = pools;
    }

    /** Where nothing else has read it. Pools that cannot be looked into are left out. */
    Map<PoolKey, List<TrashedImage>> read(SortedMap<PoolKey, PoolWay> ways) {
        Map<PoolKey, List<TrashedImage>> trash = new HashMap<>();
        ways.forEach((pool, way) -> {
            try {
                trash.put(pool, pools.trash(way.where()).orThrow());
            } catch (RefusedException | TryAgainException _) {
                trash.remove(pool);
            }
        });
        return trash;
    }

    /** The next to expire first. */
    static List<Trashed> of(SortedMap<PoolKey, PoolWay> ways, Map<PoolKey, List<TrashedImage>> trash) {
        return ways.entrySet().stream()
                .flatMap(way -> trash.getOrDefault(way.getKey(), List.of()).stream()
                        .map(image -> trashed(way.getKey().pool(), image, way.getValue())))
                .sorted(Comparator.comparing(Trashed::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Trashed::id))
                .toList();
    }

    private static Trashed trashed(String pool, TrashedImage image, PoolWay way) {
        return new Trashed(
                pool,
                image.name(),
                image.id(),
                image.deletedAt(),
                image.hasStatedExpiry() ? image.expiresAt() : null,
                way.storageClass());
    }
}
