package io.rbdfunctions.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.rbdfunctions.sweep.SecondsSerializer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A volume.
 *
 * @param image {@code pool/image}
 * @param phase that of the PersistentVolume, or {@code Terminating}
 * @param claim {@code namespace/name}; empty if the volume has no claim
 * @param created null if it is unknown
 * @param isImageMissing whether the pool has no such image
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VolumeEntry(
        String name,
        String storageClass,
        String image,
        long bytes,
        String phase,
        String claim,

        @JsonSerialize(using = SecondsSerializer.class) @Nullable Instant created,

        @JsonProperty("imageMissing") boolean isImageMissing) {
    /** The state of volumes without an image, among the phases. */
    public static final String IMAGE_MISSING = "ImageMissing";

    @JsonProperty
    public String capacity() {
        return SizeText.of(bytes);
    }

    /** The phase, or {@value #IMAGE_MISSING}. */
    @JsonProperty
    public String state() {
        return isImageMissing ? IMAGE_MISSING : phase;
    }

    /** The namespace of the claim; empty if there is no claim. */
    public String namespace() {
        return claim.substring(0, Math.max(0, claim.indexOf('/')));
    }

    VolumeEntry withoutImage() {
        return new VolumeEntry(name, storageClass, image, bytes, phase, claim, created, true);
    }
}
