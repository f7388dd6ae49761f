package io.rbdfunctions.function.payload;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.function.json.SizeText;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.Violations;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests a volume.
 *
 * @param size a Kubernetes quantity, or a whole number of bytes; may be null if an existing image is named
 * @param existingImage the image to use; null to create one
 * @param pvName null for a name from the claim's uid or the existing image, or a random one
 * @param accessModes null or empty for ReadWriteOnce and ReadOnlyMany
 * @param storageClassName the name of a StorageClass; if parameters are present, only the class name of the volume
 * @param selector not supported; the operation refuses it, as the replaced provisioners do
 * @param dataSource not supported either
 * @param dryRun whether to only check the request
 */
public record ProvisionPayload(
        @Nullable SizeText size,
        @Nullable String existingImage,
        @Nullable String pvName,
        @Nullable ClaimPayload claim,
        @Nullable List<String> accessModes,
        @Nullable String volumeMode,
        @Nullable String reclaimPolicy,
        @Nullable List<String> mountOptions,
        @Nullable String storageClassName,
        @Nullable Map<String, String> parameters,
        @Nullable JsonNode selector,
        @Nullable JsonNode dataSource,
        @Nullable Boolean dryRun)
        implements VolumePayload<ProvisionRequest> {
    /** The minimum size of an existing image if no size is requested. */
    static final Capacity ANY = new Capacity(1);

    @Override
    public @Nullable ProvisionRequest request(Violations violations) {
        ImageName existing = violations.read("existingImage", existingImage, ImageName::new);
        Capacity capacity = existingImage != null && size == null ? ANY : SizeText.capacity(size, violations);
        return provisionRequest(capacity, existing, isPresent(selector), isPresent(dataSource), violations);
    }

    private static boolean isPresent(@Nullable JsonNode node) {
        return node != null && !node.isNull();
    }
}
