package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.inspect.InspectRequest;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests a report about an image. */
public record InfoPayload(
        @Nullable String image,
        @Nullable String pvName,
        @Nullable ClaimPayload claim,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters)
        implements Payload<InspectRequest> {

    @Override
    public @Nullable InspectRequest request(Violations violations) {
        ImageTarget target = fields().target(violations);
        return target == null ? null : new InspectRequest(target);
    }

    @Override
    public Optional<String> subject() {
        return fields().subject();
    }

    private TargetFields fields() {
        return new TargetFields(image, pvName, claim, storageClassName, parameters);
    }
}
