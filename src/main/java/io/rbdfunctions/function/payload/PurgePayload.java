package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.TrashId;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests the permanent deletion of an image in the trash.
 *
 * @param force whether to delete the image before its retention ends
 */
public record PurgePayload(
        @Nullable String trashId,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters,
        @Nullable Boolean force,
        @Nullable Boolean dryRun)
        implements ClassPayload<PurgeRequest> {

    @Override
    public @Nullable PurgeRequest request(Violations violations) {
        if (trashId == null) {
            violations.add("trashId", "is missing: send an id from the trash, such as 1005ddb30304");
        }
        TrashId id = violations.read("trashId", trashId, TrashId::new);
        ClassSource where = classForExistingImage(violations);
        return id == null || where == null
                ? null
                : new PurgeRequest(id, where, Boolean.TRUE.equals(force), Boolean.TRUE.equals(dryRun));
    }

    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(trashId);
    }
}
