package io.rbdfunctions.operation.reconcile;

import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.operation.ClassSource;
import io.rbdfunctions.operation.OperationConfig;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the pools that are ours to look after, and one way into each: those of our volumes, and of our classes. */
@Singleton
final class PoolWays {
    private final StorageClasses classes;
    private final String ours;

    PoolWays(StorageClasses classes, OperationConfig config) {
        this.classes = classes;
        this.ours = config.provisioner();
    }

    SortedMap<PoolKey, PoolWay> find(SeenVolumes seen) {
        SortedMap<PoolKey, PoolWay> ways = new TreeMap<>();
        seen.ways().forEach((pool, parameters) -> ways.put(pool, new PoolWay(new ClassSource.Given(parameters), null)));
        classes.of(ours).forEach(found -> {
            Map<String, String> parameters = Objects.requireNonNullElse(found.getParameters(), Map.of());
            PoolWay way = new PoolWay(
                    new ClassSource.Given(parameters), found.getMetadata().getName());
            PoolKey.of(parameters).ifPresent(pool -> ways.merge(pool, way, PoolWay::orClassOf));
        });
        return ways;
    }
}
