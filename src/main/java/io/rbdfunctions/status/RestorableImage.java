package io.rbdfunctions.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.rbdfunctions.sweep.SecondsSerializer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An image in the trash. Size and claim are known of the first ones only.
 *
 * @param cluster its ID in the class, or its monitors
 * @param image its name before it was deleted
 * @param expiresAt null if it was moved to the trash without an expiry
 * @param storageClass a class with this pool, which restoring the image needs; null if there is none
 * @param bytes null if it is unknown
 * @param claim the claim that its tags name, as {@code namespace/name}; null if they name none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RestorableImage(
        String pool,
        String cluster,
        String image,
        String id,
        @JsonSerialize(using = SecondsSerializer.class) Instant deletedAt,

        @JsonSerialize(using = SecondsSerializer.class) @Nullable Instant expiresAt,

        @Nullable String storageClass,
        @Nullable Long bytes,
        @Nullable String claim) {
    @JsonProperty
    public @Nullable String capacity() {
        return bytes == null ? null : SizeText.of(bytes);
    }
}
