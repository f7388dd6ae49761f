package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.trash.RestoreRequest;
import io.rbdfunctions.operation.trash.TrashId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requests the restoration of an image from the trash, and a volume for it.
 *
 * @param image the original name of the image; may be null if the id is present
 * @param trashId the id of the image in the trash; may be null if the name is present
 * @param as the new name of the image; null for the original one
 */
public record RestorePayload(
        @Nullable String image,
        @Nullable String trashId,
        @Nullable String as,
        @Nullable String pvName,
        @Nullable ClaimPayload claim,
        @Nullable List<String> accessModes,
        @Nullable String volumeMode,
        @Nullable String reclaimPolicy,
        @Nullable List<String> mountOptions,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters,
        @Nullable Boolean dryRun)
        implements VolumePayload<RestoreRequest> {

    @Override
    public @Nullable RestoreRequest request(Violations violations) {
        ImageName name = violations.read("image", image, ImageName::new);
        TrashId id = violations.read("trashId", trashId, TrashId::new);
        ImageName target = violations.read("as", as, ImageName::new);
        if (image == null && trashId == null) {
            violations.add("image", "is missing: send the image's name, its trashId, or both");
        }
        ProvisionRequest volume = provisionRequest(ProvisionPayload.ANY, null, false, false, violations);
        return (name == null && id == null) || volume == null ? null : new RestoreRequest(name, id, target, volume);
    }

    @Override
    public Optional<String> subject() {
        return claim == null ? Optional.ofNullable(image) : claim.subject();
    }
}
