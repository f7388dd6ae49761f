package io.rbdfunctions.operation.storageclass;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the class of a request. */
@Singleton
public record StorageClassResolver(ApiCache cache, ClassCompletion completion, ProvisionerConfig config) {
    /** The provisioners that this one replaces. Their classes have the same parameters. */
    private static final Set<String> REPLACED = Set.of("kubernetes.io/rbd", "ceph.com/rbd");

    /**
     * Reads the class that the request names.
     *
     * @throws RefusedException if the class does not exist or belongs to another provisioner, or its cluster is unknown
     */
    public ResolvedClass resolve(ClassSource source) {
        return switch (source) {
            case ClassSource.Given given -> completion.complete(given.parameters(), ReclaimPolicy.DELETE, List.of());
            case ClassSource.Named named -> resolve(named.storageClass());
        };
    }

    private ResolvedClass resolve(ObjectName name) {
        StorageClass found = cache.storageClass(name)
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND, "storageclass \"%s\" not found: create it or use another".formatted(name)));
        if (!config.provisioner().equals(found.getProvisioner()) && !REPLACED.contains(found.getProvisioner())) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "storageclass \"%s\" belongs to provisioner %s, not to %s"
                            .formatted(name, found.getProvisioner(), config.provisioner()));
        }
        return completion.complete(
                Objects.requireNonNullElse(found.getParameters(), Map.of()),
                ReclaimPolicy.parse(Objects.requireNonNullElse(found.getReclaimPolicy(), "Delete")),
                Objects.requireNonNullElse(found.getMountOptions(), List.of()));
    }
}
