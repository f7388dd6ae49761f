package io.rbdfunctions.operation.reconcile;

import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.operation.ClassSource;
import io.rbdfunctions.operation.OperationConfig;
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
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what is in the trash, and by which class it can be brought back. */
@Singleton
final class TrashSurvey {
    private final Pools pools;
    private final StorageClasses classes;
    private final String ours;

    TrashSurvey(Pools pools, StorageClasses classes, OperationConfig config) {
        this.pools = pools;
        this.classes = classes;
        this.ours = config.provisioner();
    }

    /** The next to expire first. Pools that cannot be looked into are left out: the orphans' search says so. */
    List<Trashed> of(SortedMap<PoolKey, ClassSource> ways) {
        Map<PoolKey, String> names = classNames();
        return ways.entrySet().stream()
                .flatMap(way -> in(way.getKey(), way.getValue(), names))
                .sorted(Comparator.comparing(Trashed::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Trashed::id))
                .toList();
    }

    private Map<PoolKey, String> classNames() {
        Map<PoolKey, String> names = new HashMap<>();
        classes.of(ours)
                .forEach(found -> PoolKey.of(Objects.requireNonNullElse(found.getParameters(), Map.of()))
                        .ifPresent(pool ->
                                names.putIfAbsent(pool, found.getMetadata().getName())));
        return names;
    }

    private Stream<Trashed> in(PoolKey pool, ClassSource where, Map<PoolKey, String> names) {
        try {
            return pools.trash(where).orThrow().stream()
                    .map(image -> trashed(pool.pool(), image, names.get(pool)));
        } catch (RefusedException | TryAgainException _) {
            return Stream.empty();
        }
    }

    private static Trashed trashed(String pool, TrashedImage image, @Nullable String name) {
        return new Trashed(
                pool,
                image.name(),
                image.id(),
                image.deletedAt(),
                image.hasStatedExpiry() ? image.expiresAt() : null,
                name);
    }
}
