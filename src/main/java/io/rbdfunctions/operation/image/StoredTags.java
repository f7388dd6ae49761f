package io.rbdfunctions.operation.image;

import io.rbdfunctions.operation.image.ImageTarget.ExistingClaim;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tags that an image has.
 *
 * @param volume the name of its PersistentVolume; null without the tag
 * @param claim {@code namespace/name}; null without the tags
 * @param claimUid null without the tag, also of images of dynamic volumes
 * @param isAdopted whether it was adopted without a claim
 */
public record StoredTags(
        @Nullable String volume,
        @Nullable String claim,
        @Nullable String claimUid,
        boolean isAdopted) {
    public static final StoredTags NONE = new StoredTags(null, null, null, false);

    static StoredTags of(Map<String, String> tags) {
        String name = tags.get(ImageTags.CLAIM_NAME);
        String namespace = tags.get(ImageTags.CLAIM_NAMESPACE);
        return new StoredTags(
                tags.get(ImageTags.VOLUME),
                name == null || namespace == null ? null : namespace + "/" + name,
                tags.get(ImageTags.CLAIM_UID),
                tags.containsKey(ImageTags.ADOPTED));
    }

    /** Whether the image was made for the volume, or is now its image. */
    public boolean belongTo(VolumeRef wanted) {
        return wanted.name().value().equals(volume) || isOf(wanted.claim());
    }

    /** An image that is adopted without a claim can still have the uid of an earlier one. */
    private boolean isOf(@Nullable ExistingClaim claim) {
        return claim != null && !isAdopted && claim.uid().value().equals(claimUid);
    }

    /** Whether they say that the image belongs to another volume. */
    public boolean contradict(VolumeRef wanted) {
        return volume != null && !belongTo(wanted);
    }

    /** Whether the image may be that of the volume although they do not say so: a volume can be bound to a claim after its adoption. */
    public boolean leaveOpen(VolumeRef wanted) {
        return volume == null || (wanted.claim() != null && isAdopted && !belongTo(wanted));
    }
}
