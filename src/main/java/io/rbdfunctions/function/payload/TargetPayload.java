package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.image.ImageNames;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.Violations;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A payload that selects an existing image: by exactly one of image, pvName and claim. */
interface TargetPayload<R> extends ClassPayload<R> {
    @Nullable String image();

    @Nullable String pvName();

    @Nullable ClaimPayload claim();

    default @Nullable ImageTarget target(Violations violations) {
        ImageName name = name(violations);
        ClassSource where = classForExistingImage(violations);
        return name == null || where == null ? null : new ImageTarget(name, where);
    }

    /** The name of the PersistentVolume; null if the image is named instead. Only for valid fields. */
    default @Nullable ObjectName volume() {
        if (pvName() != null) {
            return new ObjectName(pvName());
        }
        return claim() == null ? null : new ObjectName("pvc-" + claim().uid());
    }

    private @Nullable ImageName name(Violations violations) {
        ImageName byName = violations.read("image", image(), ImageName::new);
        ObjectName persistentVolume = violations.read("pvName", pvName(), ObjectName::new);
        Uid uid = claim() == null ? null : claim().identity(violations);
        if (Stream.of(image(), pvName(), claim()).filter(Objects::nonNull).count() != 1) {
            violations.add("image", "give exactly one of image, pvName and claim");
            return null;
        }
        if (image() != null) {
            return byName;
        }
        return persistentVolume == null && uid == null ? null : ImageNames.of(persistentVolume, uid);
    }

    @Override
    default Optional<String> subject() {
        return claim() == null ? Optional.ofNullable(image()) : claim().subject();
    }
}
