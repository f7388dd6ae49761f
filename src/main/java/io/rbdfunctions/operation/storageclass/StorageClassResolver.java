package io.rbdfunctions.operation.storageclass;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.manifest.AllowedTopologies;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.parameters.ParameterMap;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads the class of a request. */
@Singleton
public record StorageClassResolver(ApiCache cache, ClassCompletion completion, ProvisionerConfig config) {
    /** The provisioners that this one replaces. Their classes have the same parameters. */
    private static final Set<String> REPLACED = Set.of("kubernetes.io/rbd", "ceph.com/rbd");

    /**
     * Reads the class that the request names, and completes or replaces its parameters by those of the request.
     *
     * @throws RefusedException if the class does not exist or belongs to another provisioner, or its cluster is unknown
     */
    public ResolvedClass resolve(ClassSource source) {
        return switch (source) {
            case ClassSource.Given given ->
                completion.complete(
                        PlacementParameters.inNamedPool(given.parameters()), ReclaimPolicy.DELETE, List.of());
            case ClassSource.Named(ObjectName name) -> complete(require(name), Map.of());
            case ClassSource.Merged merged -> resolve(merged);
        };
    }

    /** Whether volumes of the class are provisioned only after the scheduler has selected a node for the first pod. */
    public boolean waitsForNode(ObjectName name) {
        return cache.storageClass(name)
                .map(StorageClass::getVolumeBindingMode)
                .filter("WaitForFirstConsumer"::equals)
                .isPresent();
    }

    private StorageClass require(ObjectName name) {
        StorageClass found = cache.storageClass(name)
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND, "storageclass \"%s\" not found: create it or use another".formatted(name)));
        if (!isOurs(found)) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "storageclass \"%s\" belongs to provisioner %s, not to %s"
                            .formatted(name, found.getProvisioner(), config.provisioner()));
        }
        return found;
    }

    private boolean isOurs(StorageClass found) {
        return config.provisioner().equals(found.getProvisioner()) || REPLACED.contains(found.getProvisioner());
    }

    /**
     * A volume may also name a class that does not exist, or is of another provisioner, or of an API server that the function does
     * not know: it has only the name from it then.
     */
    private ResolvedClass resolve(ClassSource.Merged merged) {
        Optional<StorageClass> named = cache.isServed() ? cache.storageClass(merged.storageClass()) : Optional.empty();
        return named.filter(this::isOurs)
                .map(found -> complete(found, merged.parameters()))
                .orElseGet(() -> resolve(new ClassSource.Given(merged.parameters())));
    }

    private ResolvedClass complete(StorageClass found, Map<String, String> ofCall) {
        Violations violations = new Violations();
        Map<String, String> ofClass =
                PlacementParameters.ofClass(Objects.requireNonNullElse(found.getParameters(), Map.of()));
        Map<String, String> parameters =
                PlacementParameters.inNamedPool(ParameterMap.merged(ofClass, ofCall, violations));
        violations.throwIfAny();
        return completion
                .complete(
                        parameters,
                        ReclaimPolicy.parse(Objects.requireNonNullElse(found.getReclaimPolicy(), "Delete")),
                        Objects.requireNonNullElse(found.getMountOptions(), List.of()))
                .allowedIn(AllowedTopologies.of(found));
    }
}
