package io.rbdfunctions.volume.ceph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A feature of an RBD image. {@code toString} returns its name in {@code rbd --image-feature}. */
public enum ImageFeature {
    LAYERING("layering"),
    EXCLUSIVE_LOCK("exclusive-lock"),
    OBJECT_MAP("object-map"),
    FAST_DIFF("fast-diff"),
    DEEP_FLATTEN("deep-flatten"),
    JOURNALING("journaling");

    private final String rbdName;

    ImageFeature(String rbdName) {
        this.rbdName = rbdName;
    }

    /** The features that this one requires. */
    public List<ImageFeature> needs() {
        return switch (this) {
            case LAYERING, EXCLUSIVE_LOCK, DEEP_FLATTEN -> List.of();
            case OBJECT_MAP, JOURNALING -> List.of(EXCLUSIVE_LOCK);
            case FAST_DIFF -> List.of(OBJECT_MAP);
        };
    }

    static Optional<ImageFeature> named(String name) {
        return Arrays.stream(values())
                .filter(feature -> feature.rbdName.equals(name))
                .findFirst();
    }

    static String known() {
        return Arrays.stream(values()).map(ImageFeature::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return rbdName;
    }
}
