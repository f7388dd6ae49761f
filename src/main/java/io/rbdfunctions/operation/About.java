package io.rbdfunctions.operation;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.volume.ImageName;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is about, as far as that is known; the rest is null.
 *
 * @param claim {@code namespace/name}
 * @param volume the name of the PersistentVolume
 * @param image its name, behind the pool's where that is known
 */
public record About(
        @Nullable String claim,
        @Nullable String volume,
        @Nullable String image) {
    static final About NOTHING = new About(null, null, null);

    static About image(@Nullable ImageName name) {
        return new About(null, null, text(name));
    }

    static About of(ProvisionRequest request) {
        return new About(text(request.claim()), text(request.persistentVolumeName()), text(request.existingImage()));
    }

    static About of(Object image, @Nullable PersistentVolume manifest) {
        return manifest == null
                ? new About(null, null, image.toString())
                : new About(claim(manifest), manifest.getMetadata().getName(), image.toString());
    }

    private static @Nullable String claim(PersistentVolume manifest) {
        ObjectReference claim = manifest.getSpec().getClaimRef();
        return claim == null ? null : claim.getNamespace() + "/" + claim.getName();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** What the answer says, and where it says nothing what the request did. */
    About orElse(About request) {
        return new About(
                claim == null ? request.claim : claim,
                volume == null ? request.volume : volume,
                image == null ? request.image : image);
    }

    /** For people: the first of them that is known. */
    @Override
    public String toString() {
        if (claim != null) {
            return claim;
        }
        if (volume != null) {
            return volume;
        }
        return image == null ? "-" : image;
    }
}
