package io.rbdfunctions.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * An image without a volume.
 *
 * @param image {@code pool/image}
 * @param cluster its ID in the class, or its monitors
 * @param storageClass a class with this pool; null if there is none
 * @param bytes null if the image cannot be opened
 * @param claim the claim that its tags name, as {@code namespace/name}; null if they name none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrphanImage(
        String image,
        String cluster,
        @Nullable String storageClass,
        @Nullable Long bytes,
        @Nullable String claim) {
    @JsonProperty
    public @Nullable String capacity() {
        return bytes == null ? null : SizeText.of(bytes);
    }
}
