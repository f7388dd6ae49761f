package io.rbdfunctions.operation.provision;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Quantities;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a claim requests from its class.
 *
 * @param size null if it is missing or invalid, which is reported as a violation
 * @param accessModes as in the Kubernetes API; empty for ReadWriteOnce and ReadOnlyMany (rule P22)
 * @param hasSelector whether the claim has a selector, even an empty one (rule P02)
 * @param hasDataSource whether the claim requests to be filled from a snapshot or another volume
 * @param volumeMode null if the claim does not set it (rule P20)
 * @param attributesClass the VolumeAttributesClass whose attributes the image gets; null for none
 * @param annotations of the claim, which the class may use in the names of Secrets
 */
public record ClaimTerms(
        @Nullable Capacity size,
        List<String> accessModes,
        boolean hasSelector,
        boolean hasDataSource,
        @Nullable VolumeMode volumeMode,
        @Nullable ObjectName attributesClass,
        Map<String, String> annotations) {
    public ClaimTerms {
        accessModes = List.copyOf(accessModes);
        annotations = Map.copyOf(annotations);
    }

    ClaimTerms ofSize(Capacity other) {
        return new ClaimTerms(other, accessModes, hasSelector, hasDataSource, volumeMode, attributesClass, annotations);
    }

    public static ClaimTerms of(PersistentVolumeClaim claim, Violations violations) {
        PersistentVolumeClaimSpec spec = claim.getSpec();
        return new ClaimTerms(
                size(spec, violations),
                Objects.requireNonNullElse(spec.getAccessModes(), List.of()),
                spec.getSelector() != null,
                new ClaimView(claim).hasDataSource(),
                violations.read("volumeMode", spec.getVolumeMode(), VolumeMode::parse),
                violations.read(
                        "volumeAttributesClassName",
                        new ClaimView(claim).attributesClass().orElse(null),
                        ObjectName::new),
                Objects.requireNonNullElse(claim.getMetadata().getAnnotations(), Map.of()));
    }

    /** The requested size; null and a violation if it is missing or invalid. */
    public static @Nullable Capacity size(PersistentVolumeClaimSpec spec, Violations violations) {
        try {
            Optional<Capacity> size = spec.getResources() == null
                    ? Optional.empty()
                    : Quantities.storage(spec.getResources().getRequests());
            if (size.isEmpty()) {
                violations.add("size", "is missing: set resources.requests.storage");
            }
            return size.orElse(null);
        } catch (InvalidValueException invalid) {
            violations.add("size", String.valueOf(invalid.getMessage()));
            return null;
        }
    }
}
