package io.rbdfunctions.sweep;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the pools that are ours to look after, and one way into each: those of our volumes, and of our classes. */
@Singleton
public final class PoolDiscovery {
    private static final String SECRET = "adminSecretName";

    private final StorageClasses classes;
    private final String ours;

    public PoolDiscovery(StorageClasses classes, OperationConfig config) {
        this.classes = classes;
        this.ours = config.provisioner();
    }

    public SortedMap<PoolKey, PoolAccess> find(VolumeIndex seen) {
        SortedMap<PoolKey, PoolAccess> ways = new TreeMap<>();
        seen.ways()
                .forEach((pool, parameters) -> ways.put(pool, new PoolAccess(new ClassSource.Given(parameters), null)));
        classes.of(ours).stream()
                .sorted(Comparator.comparing(found -> !isByKeyOfVolumes(parameters(found), seen)))
                .forEach(found -> {
                    Map<String, String> parameters = parameters(found);
                    PoolAccess way = new PoolAccess(
                            new ClassSource.Given(parameters),
                            found.getMetadata().getName());
                    PoolKey.of(parameters).ifPresent(pool -> ways.merge(pool, way, PoolAccess::orClassOf));
                });
        return ways;
    }

    /** Of several classes of a pool the one is named whose key is known to open it: that of another may be missing. */
    private static boolean isByKeyOfVolumes(Map<String, String> parameters, VolumeIndex seen) {
        return PoolKey.of(parameters)
                .map(seen.ways()::get)
                .filter(ofVolumes -> Objects.equals(ofVolumes.get(SECRET), parameters.get(SECRET)))
                .isPresent();
    }

    private static Map<String, String> parameters(StorageClass found) {
        return Objects.requireNonNullElse(found.getParameters(), Map.of());
    }
}
