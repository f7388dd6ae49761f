package io.rbdfunctions.function;

import io.rbdfunctions.operation.DeleteRequest;
import io.rbdfunctions.operation.ImageTarget;
import io.rbdfunctions.operation.Keeping;
import io.rbdfunctions.volume.Violations;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image that is no longer wanted.
 *
 * @param permanently whether it is deleted for good though its class would keep it in the trash
 */
record DeletePayload(
        @Nullable String image,
        @Nullable String pvName,
        @Nullable ClaimPayload claim,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters,
        @Nullable Boolean permanently,
        @Nullable Boolean dryRun)
        implements Payload<DeleteRequest> {

    @Override
    public @Nullable DeleteRequest request(Violations violations) {
        ImageTarget target = fields().target(violations);
        Keeping keeping = Boolean.TRUE.equals(permanently) ? new Keeping.Nowhere() : new Keeping.ByClass();
        return target == null
                ? null
                : new DeleteRequest(target, fields().volume(), keeping, null, Boolean.TRUE.equals(dryRun));
    }

    @Override
    public Optional<String> subject() {
        return fields().subject();
    }

    private TargetFields fields() {
        return new TargetFields(image, pvName, claim, storageClassName, parameters);
    }
}
