package io.rbdfunctions.function.payload;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.function.json.SizeText;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A volume that is wanted.
 *
 * @param size a Kubernetes quantity, or a whole number of bytes; may be null with an existing image
 * @param existingImage an image that is there; null to have one made
 * @param pvName null to name the volume after the claim's uid, after the existing image, or at random
 * @param accessModes empty or null for ReadWriteOnce and ReadOnlyMany
 * @param storageClassName a class of the cluster; with parameters beside it no more than a label on the volume
 * @param selector refused by the systems replaced, so its presence must not get lost
 * @param dataSource as the selector
 * @param dryRun whether to check and read only
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
        implements Payload<ProvisionRequest> {
    /** What an existing image that is asked for no size must hold. */
    static final Capacity ANY = new Capacity(1);

    @Override
    public @Nullable ProvisionRequest request(Violations violations) {
        ImageName existing = violations.read("existingImage", existingImage, ImageName::new);
        Capacity capacity = existingImage != null && size == null ? ANY : SizeText.capacity(size, violations);
        return fields().request(capacity, existing, isPresent(selector), isPresent(dataSource), violations);
    }

    private VolumeFields fields() {
        return new VolumeFields(
                pvName,
                claim,
                accessModes,
                volumeMode,
                reclaimPolicy,
                mountOptions,
                storageClassName,
                parameters,
                dryRun);
    }

    private static boolean isPresent(@Nullable JsonNode node) {
        return node != null && !node.isNull();
    }

    @Override
    public Optional<String> subject() {
        return fields().subject();
    }
}
