package io.rbdfunctions.function.payload;

import io.rbdfunctions.function.json.SizeText;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests the expansion of an image.
 *
 * @param size a Kubernetes quantity, or a whole number of bytes
 */
public record ExpandPayload(
        @Nullable SizeText size,
        @Nullable String image,
        @Nullable String pvName,
        @Nullable ClaimPayload claim,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters,
        @Nullable Boolean dryRun)
        implements TargetPayload<ExpandRequest> {

    @Override
    public @Nullable ExpandRequest request(Violations violations) {
        Capacity capacity = SizeText.capacity(size, violations);
        ImageTarget target = target(violations);
        return capacity == null || target == null
                ? null
                : new ExpandRequest(target, capacity, Boolean.TRUE.equals(dryRun));
    }
}
