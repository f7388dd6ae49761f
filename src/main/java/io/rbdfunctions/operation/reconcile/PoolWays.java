package io.rbdfunctions.operation.reconcile;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.operation.ClassSource;
import io.rbdfunctions.operation.OperationConfig;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the pools that are ours to look after, and one way into each: those of our volumes, and of our classes. */
@Singleton
final class PoolWays {
    private static final String SECRET = "adminSecretName";

    private final StorageClasses classes;
    private final String ours;

    PoolWays(StorageClasses classes, OperationConfig config) {
        this.classes = classes;
        this.ours = config.provisioner();
    }

    SortedMap<PoolKey, PoolWay> find(SeenVolumes seen) {
        SortedMap<PoolKey, PoolWay> ways = new TreeMap<>();
        seen.ways().forEach((pool, parameters) -> ways.put(pool, new PoolWay(new ClassSource.Given(parameters), null)));
        classes.of(ours).stream()
                .sorted(Comparator.comparing(found -> !isByKeyOfVolumes(parameters(found), seen)))
                .forEach(found -> {
                    Map<String, String> parameters = parameters(found);
                    PoolWay way = new PoolWay(
                            new ClassSource.Given(parameters),
                            found.getMetadata().getName());
                    PoolKey.of(parameters).ifPresent(pool -> ways.merge(pool, way, PoolWay::orClassOf));
                });
        return ways;
    }

    /** Of several classes of a pool the one is named whose key is known to open it: that of another may be missing. */
    private static boolean isByKeyOfVolumes(Map<String, String> parameters, SeenVolumes seen) {
        return PoolKey.of(parameters)
                .map(seen.ways()::get)
                .filter(ofVolumes -> Objects.equals(ofVolumes.get(SECRET), parameters.get(SECRET)))
                .isPresent();
    }

    private static Map<String, String> parameters(StorageClass found) {
        return Objects.requireNonNullElse(found.getParameters(), Map.of());
    }
}
