package io.rbdfunctions.operation.storageclass;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.parameters.ParameterReader;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Map;

/** Checks a larger size against the current limits of the class. A class that no longer exists sets no limit. */
@Singleton
public record GrowthLimits(ApiCache cache) {
    /**
     * Checks a size against the limits of the claim's class.
     *
     * @throws InvalidRequestException if the class does not allow the size
     */
    public void require(PersistentVolumeClaim claim, Capacity size) {
        String name = claim.getSpec().getStorageClassName();
        if (name == null || name.isEmpty()) {
            return;
        }
        Violations violations = new Violations();
        cache.storageClass(new ObjectName(name))
                .map(StorageClass::getParameters)
                .ifPresent(parameters -> check(parameters, size, violations));
        violations.throwIfAny();
    }

    public static void check(Map<String, String> parameters, Capacity size, Violations violations) {
        ParameterReader.readLimits(parameters, violations).checkGrowth(size, violations);
    }
}
