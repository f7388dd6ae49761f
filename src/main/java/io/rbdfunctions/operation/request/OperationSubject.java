package io.rbdfunctions.operation.request;

import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.volume.ClaimRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects that an operation works on; null if unknown.
 *
 * @param claim {@code namespace/name}
 * @param volume the name of the PersistentVolume
 * @param image its name, with the pool if known: {@code pool/name} or {@code pool/namespace/name}
 */
public record OperationSubject(
        @Nullable String claim,
        @Nullable String volume,
        @Nullable String image) {
    public static final OperationSubject NOTHING = new OperationSubject(null, null, null);

    public static OperationSubject ofImage(@Nullable ImageName image) {
        return of(null, null, image);
    }

    public static OperationSubject of(
            @Nullable ClaimRef claim, @Nullable ObjectName volume, @Nullable ImageName image) {
        return new OperationSubject(text(claim), text(volume), text(image));
    }

    /** An image and its PersistentVolume, if there is one. */
    public static OperationSubject of(Object image, @Nullable PersistentVolume manifest) {
        return manifest == null
                ? new OperationSubject(null, null, image.toString())
                : new OperationSubject(claim(manifest), manifest.getMetadata().getName(), image.toString());
    }

    private static @Nullable String claim(PersistentVolume manifest) {
        ObjectReference claim = manifest.getSpec().getClaimRef();
        return claim == null ? null : claim.getNamespace() + "/" + claim.getName();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** Fills in from {@code other} what is unknown here. */
    public OperationSubject orElse(OperationSubject other) {
        return new OperationSubject(
                claim == null ? other.claim : claim,
                volume == null ? other.volume : volume,
                image == null ? other.image : image);
    }

    /** For log lines: the first object that is known, or {@code -}. */
    @Override
    public String toString() {
        return Stream.of(claim, volume, image)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("-");
    }
}
