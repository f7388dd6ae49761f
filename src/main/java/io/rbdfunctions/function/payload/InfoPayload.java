package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An image to tell about. */
public record InfoPayload(
        @Nullable String image,
        @Nullable String pvName,
        @Nullable ClaimPayload claim,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters)
        implements Payload<ImageTarget> {

    @Override
    public @Nullable ImageTarget request(Violations violations) {
        return fields().target(violations);
    }

    @Override
    public Optional<String> subject() {
        return fields().subject();
    }

    private TargetFields fields() {
        return new TargetFields(image, pvName, claim, storageClassName, parameters);
    }
}
