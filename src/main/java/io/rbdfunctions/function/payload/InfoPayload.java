package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests a report about an image. */
public record InfoPayload(
        @Nullable String image,
        @Nullable String pvName,
        @Nullable ClaimPayload claim,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters)
        implements TargetPayload<InspectRequest> {

    @Override
    public @Nullable InspectRequest request(Violations violations) {
        ImageTarget target = target(violations);
        return target == null ? null : new InspectRequest(target);
    }
}
