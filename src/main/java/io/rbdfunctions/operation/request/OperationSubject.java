package io.rbdfunctions.operation.request;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import org.jspecify.annotations.Nullable;

/**
 * What an operation is about, as far as that is known; the rest is null.
 *
 * @param claim {@code namespace/name}
 * @param volume the name of the PersistentVolume
 * @param image its name, behind the pool's where that is known
 */
public record OperationSubject(
        @Nullable String claim,
        @Nullable String volume,
        @Nullable String image) {
    public static final OperationSubject NOTHING = new OperationSubject(null, null, null);

    public static OperationSubject image(@Nullable ImageName name) {
        return new OperationSubject(null, null, text(name));
    }

    /**
     * An image and the PersistentVolume over it.
     *
     * @param manifest null where there is none
     */
    public static OperationSubject of(Object image, @Nullable PersistentVolume manifest) {
        return manifest == null
                ? new OperationSubject(null, null, image.toString())
                : new OperationSubject(claim(manifest), manifest.getMetadata().getName(), image.toString());
    }

    /** Objects by their names, each null where the request names none. */
    public static OperationSubject named(
            @Nullable ClaimRef claim, @Nullable ObjectName volume, @Nullable ImageName image) {
        return new OperationSubject(text(claim), text(volume), text(image));
    }

    private static @Nullable String claim(PersistentVolume manifest) {
        ObjectReference claim = manifest.getSpec().getClaimRef();
        return claim == null ? null : claim.getNamespace() + "/" + claim.getName();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** What the answer says, and where it says nothing what the request did. */
    public OperationSubject orElse(OperationSubject request) {
        return new OperationSubject(
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
