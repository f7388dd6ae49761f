package io.rbdfunctions.operation.provision;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.rbdfunctions.kubernetes.manifest.Quantities;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Violations;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a claim asks of its class.
 *
 * @param size null where it is none that can be had, which was told then
 * @param accessModes as in the Kubernetes API, verbatim
 * @param hasSelector whether a selector was given, be it an empty one (rule P02)
 * @param hasDataSource whether its contents are to come from elsewhere
 * @param volumeMode null where the claim says nothing (rule P20)
 */
public record ClaimTerms(
        @Nullable Capacity size,
        List<String> accessModes,
        boolean hasSelector,
        boolean hasDataSource,
        @Nullable VolumeMode volumeMode) {
    public ClaimTerms {
        accessModes = List.copyOf(accessModes);
    }

    static ClaimTerms of(ProvisionRequest request) {
        return new ClaimTerms(
                request.size(),
                request.accessModes(),
                request.hasSelector(),
                request.hasDataSource(),
                request.volumeMode());
    }

    /** As the claim's object has them. */
    public static ClaimTerms of(PersistentVolumeClaim claim, Violations violations) {
        PersistentVolumeClaimSpec spec = claim.getSpec();
        return new ClaimTerms(
                size(spec, violations),
                Objects.requireNonNullElse(spec.getAccessModes(), List.of()),
                spec.getSelector() != null,
                spec.getDataSource() != null || spec.getDataSourceRef() != null,
                violations.read("volumeMode", spec.getVolumeMode(), VolumeMode::parse));
    }

    /** What the claim asks for; null, and a violation, when that is no size that can be had. */
    public static @Nullable Capacity size(PersistentVolumeClaimSpec spec, Violations violations) {
        try {
            Optional<Capacity> size = spec.getResources() == null
                    ? Optional.empty()
                    : Quantities.storage(spec.getResources().getRequests());
            if (size.isEmpty()) {
                violations.add("size", "is missing: a claim says it in resources.requests.storage");
            }
            return size.orElse(null);
        } catch (InvalidValueException refused) {
            violations.add("size", String.valueOf(refused.getMessage()));
            return null;
        }
    }
}
