package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.volume.ceph.ImageFeature;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The features of an image as the bits of a number. */
final class FeatureBits {
    /** By bit, from the lowest; in the words of the rbd command. */
    private static final List<String> NAMES = List.of(
            "layering",
            "striping",
            "exclusive-lock",
            "object-map",
            "fast-diff",
            "deep-flatten",
            "journaling",
            "data-pool",
            "operations",
            "migrating",
            "non-primary",
            "dirty-cache");

    private FeatureBits() {}

    /** Whether all that concerns an image of these is kept in its own pool, and nowhere else. */
    static boolean isPlain(long bits) {
        return Stream.of("journaling", "migrating", "non-primary")
                .noneMatch(name -> (bits >> NAMES.indexOf(name) & 1) == 1);
    }

    static long of(ImageFeatures features) {
        return features.list().stream()
                .map(ImageFeature::toString)
                .mapToLong(name -> 1L << NAMES.indexOf(name))
                .reduce(0, (left, right) -> left | right);
    }

    /** What has no name here is left out, as the rbd command does. */
    static List<String> names(long bits) {
        return IntStream.range(0, NAMES.size())
                .filter(bit -> (bits >> bit & 1) == 1)
                .mapToObj(NAMES::get)
                .toList();
    }
}
