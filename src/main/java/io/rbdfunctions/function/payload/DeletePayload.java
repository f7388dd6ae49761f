package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests the deletion of an image.
 *
 * @param permanently whether to delete the image even if its class moves images to the trash
 */
public record DeletePayload(
        @Nullable String image,
        @Nullable String pvName,
        @Nullable ClaimPayload claim,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters,
        @Nullable Boolean permanently,
        @Nullable Boolean dryRun)
        implements TargetPayload<DeleteRequest> {

    @Override
    public @Nullable DeleteRequest request(Violations violations) {
        ImageTarget target = target(violations);
        DeletionMode deletionMode =
                Boolean.TRUE.equals(permanently) ? new DeletionMode.Permanent() : new DeletionMode.ByClass();
        return target == null
                ? null
                : new DeleteRequest(target, volume(), deletionMode, null, Boolean.TRUE.equals(dryRun));
    }
}
