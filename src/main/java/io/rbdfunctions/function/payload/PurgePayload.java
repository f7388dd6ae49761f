package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.TrashId;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An image in the trash that is to be deleted for good.
 *
 * @param force whether it is deleted though it is to be kept for longer
 */
public record PurgePayload(
        @Nullable String trashId,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters,
        @Nullable Boolean force,
        @Nullable Boolean dryRun)
        implements Payload<PurgeRequest> {

    @Override
    public @Nullable PurgeRequest request(Violations violations) {
        if (trashId == null) {
            violations.add("trashId", "is missing: give the id that the trash lists, such as 1005ddb30304");
        }
        TrashId id = violations.read("trashId", trashId, TrashId::new);
        ClassSource where =
                ClassFields.read(storageClassName, parameters, violations).forExistingImage(violations);
        return id == null || where == null
                ? null
                : new PurgeRequest(id, where, Boolean.TRUE.equals(force), Boolean.TRUE.equals(dryRun));
    }

    @Override
    public Optional<String> subject() {
        return Optional.ofNullable(trashId);
    }
}
