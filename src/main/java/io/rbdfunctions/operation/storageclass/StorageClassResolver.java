package io.rbdfunctions.operation.storageclass;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Finds what a request's class says. */
@Singleton
public final class StorageClassResolver {
    /** Their classes have the same parameters, so what they made can be worked with through them. */
    private static final Set<String> REPLACED = Set.of("kubernetes.io/rbd", "ceph.com/rbd");

    private final StorageClasses storageClasses;
    private final String provisioner;

    public StorageClassResolver(StorageClasses storageClasses, OperationConfig config) {
        this.storageClasses = storageClasses;
        this.provisioner = config.provisioner();
    }

    public ResolvedClass resolve(ClassSource source) {
        return switch (source) {
            case ClassSource.Given given -> new ResolvedClass(given.parameters(), ReclaimPolicy.DELETE, List.of());
            case ClassSource.Named named -> resolve(named.storageClass());
        };
    }

    private ResolvedClass resolve(ObjectName name) {
        StorageClass found = storageClasses
                .find(name)
                .orElseThrow(() -> new RefusedException(
                        Reason.NOT_FOUND, "storageclass \"%s\" not found: make it or name another".formatted(name)));
        if (!provisioner.equals(found.getProvisioner()) && !REPLACED.contains(found.getProvisioner())) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "storageclass \"%s\" is one of %s, not of %s".formatted(name, found.getProvisioner(), provisioner));
        }
        return new ResolvedClass(
                Objects.requireNonNullElse(found.getParameters(), Map.of()),
                ReclaimPolicy.parse(Objects.requireNonNullElse(found.getReclaimPolicy(), "Delete")),
                Objects.requireNonNullElse(found.getMountOptions(), List.of()));
    }
}
