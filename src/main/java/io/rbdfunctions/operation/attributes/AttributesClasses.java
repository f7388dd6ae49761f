package io.rbdfunctions.operation.attributes;

import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClass;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.attributes.VolumeAttributes;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads VolumeAttributesClasses. */
@Singleton
public record AttributesClasses(ApiCache cache, ProvisionerConfig config) {
    /** Finds the class; empty if it does not exist, or if the API server knows no such classes. */
    public Optional<VolumeAttributesClass> find(ObjectName name) {
        return cache.attributesClass(name);
    }

    /** The refusal of a class that does not exist, in the words of the CSI external-resizer. */
    public static RefusedException missing(ObjectName name) {
        return new RefusedException(Reason.NOT_FOUND, "VAC \"%s\" does not exist.".formatted(name));
    }

    /**
     * Reads what the class sets.
     *
     * @throws RefusedException if the class does not exist
     * @throws InvalidRequestException if it belongs to another driver or has invalid parameters
     */
    public VolumeAttributes resolve(ObjectName name) {
        VolumeAttributesClass found = find(name).orElseThrow(() -> missing(name));
        if (!config.provisioner().equals(found.getDriverName())) {
            Violations violations = new Violations();
            violations.add(
                    "driverName",
                    "VAC \"%s\" belongs to driver %s, not to %s"
                            .formatted(name, found.getDriverName(), config.provisioner()));
            throw violations.asException();
        }
        return VolumeAttributes.of(Objects.requireNonNullElse(found.getParameters(), Map.of()));
    }
}
