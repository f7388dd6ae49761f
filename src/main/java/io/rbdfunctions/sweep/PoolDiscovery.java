package io.rbdfunctions.sweep;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.ClassCompletion;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.storageclass.PlacementParameters;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.volume.parameters.ParameterMap;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the pools of this provisioner's volumes and classes, each with parameters that give access to it. */
@Singleton
public record PoolDiscovery(ApiCache cache, ClassCompletion completion, ProvisionerConfig config) {
    /**
     * Class parameters that give access to a pool.
     *
     * @param storageClass the name of a class with this pool; null if there is none
     * @param journal parameters of CSI volumes, which give access to the journal of ceph-csi; null if there are none
     * @param cluster its ID in the class, or its monitors
     * @param isAmbiguous whether another cluster has a pool of the same name
     */
    public record PoolAccess(
            ClassSource source,
            @Nullable String storageClass,
            ClassSource.@Nullable Given journal,
            String cluster,
            boolean isAmbiguous) {
        /** Without access to a journal, in a cluster that nothing tells from others. */
        public PoolAccess(ClassSource source, @Nullable String storageClass) {
            this(source, storageClass, null, "", false);
        }

        static PoolAccess of(Map<String, String> parameters, @Nullable String storageClass) {
            boolean hasJournal = ParameterMap.get(parameters, CLUSTER_ID).isPresent()
                    && ParameterMap.get(parameters, SECRET).isPresent();
            ClassSource.Given source = new ClassSource.Given(parameters);
            String cluster = ParameterMap.get(parameters, CLUSTER_ID)
                    .or(() -> ParameterMap.get(parameters, MONITORS))
                    .orElse("");
            return new PoolAccess(source, storageClass, hasJournal ? source : null, cluster, false);
        }

        private PoolAccess ambiguous() {
            return new PoolAccess(source, storageClass, journal, cluster, true);
        }

        /** What to append to the names of the pool and its objects, to tell them from those of another cluster. */
        public String mark() {
            return isAmbiguous ? " (cluster %s)".formatted(cluster) : "";
        }

        PoolAccess orClassOf(PoolAccess other) {
            return new PoolAccess(
                    source,
                    storageClass == null ? other.storageClass : storageClass,
                    journal == null ? other.journal : journal,
                    journal == null ? other.cluster : cluster,
                    isAmbiguous);
        }
    }

    /** A class and the parameters for one of its pools. */
    private record ClassPool(String storageClass, Map<String, String> parameters) {
        PoolAccess access() {
            return PoolAccess.of(parameters, storageClass);
        }
    }

    private static final String CLUSTER_ID = "clusterID";
    private static final String MONITORS = "monitors";
    private static final String SECRET = "adminSecretName";

    public SortedMap<PoolKey, PoolAccess> find(VolumeIndex volumes) {
        SortedMap<PoolKey, PoolAccess> pools = new TreeMap<>();
        volumes.pools().forEach((pool, parameters) -> pools.put(pool, PoolAccess.of(parameters, null)));
        cache.storageClasses(config.provisioner()).stream()
                .sorted(Comparator.comparing(found -> found.getMetadata().getName()))
                .flatMap(this::inEachPool)
                .sorted(Comparator.comparing(pool -> !hasSecretOfVolumes(pool.parameters(), volumes)))
                .forEach(pool -> PoolKey.of(pool.parameters())
                        .ifPresent(key -> pools.merge(key, pool.access(), PoolAccess::orClassOf)));
        return withMarks(pools);
    }

    private static SortedMap<PoolKey, PoolAccess> withMarks(SortedMap<PoolKey, PoolAccess> pools) {
        Map<String, Long> clusters =
                pools.keySet().stream().collect(Collectors.groupingBy(PoolKey::spec, Collectors.counting()));
        pools.replaceAll((pool, access) -> clusters.getOrDefault(pool.spec(), 1L) > 1 ? access.ambiguous() : access);
        return pools;
    }

    private Stream<ClassPool> inEachPool(StorageClass found) {
        return PlacementParameters.inEachPool(parameters(found)).stream()
                .map(parameters -> new ClassPool(found.getMetadata().getName(), parameters));
    }

    /** Prefers a class that uses the Secret of the existing volumes, since the Secret of another class may not exist. */
    private static boolean hasSecretOfVolumes(Map<String, String> parameters, VolumeIndex volumes) {
        return PoolKey.of(parameters)
                .map(volumes.pools()::get)
                .filter(ofVolumes -> ParameterMap.get(ofVolumes, SECRET).equals(ParameterMap.get(parameters, SECRET)))
                .isPresent();
    }

    /** An index without volumes. */
    public VolumeIndex newIndex() {
        return new VolumeIndex(this::completed);
    }

    private Map<String, String> parameters(StorageClass storageClass) {
        return completed(Objects.requireNonNullElse(storageClass.getParameters(), Map.of()));
    }

    private Map<String, String> completed(Map<String, String> parameters) {
        try {
            return completion.complete(parameters);
        } catch (RefusedException _) {
            // Without monitors, they lead to no pool. Claims report what is wrong with their class.
            return parameters;
        }
    }
}
