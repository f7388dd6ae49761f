package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageFeatures.ImageFeature;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Converts between feature names and feature bits. */
final class FeatureBits {
    /** The names that the {@code rbd} command uses, from the lowest bit. */
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

    /** Whether a change to such an image concerns only its own pool: it is not journaled, mirrored or migrating. */
    static boolean isPlain(long bits) {
        return Stream.of("journaling", "migrating", "non-primary").noneMatch(name -> has(bits, name));
    }

    static boolean hasExclusiveLock(long bits) {
        return has(bits, "exclusive-lock");
    }

    static boolean hasJournal(long bits) {
        return has(bits, "journaling");
    }

    static boolean hasOperations(long bits) {
        return has(bits, "operations");
    }

    static boolean isMigrating(long bits) {
        return has(bits, "migrating");
    }

    static boolean isNonPrimary(long bits) {
        return has(bits, "non-primary");
    }

    private static boolean has(long bits, String name) {
        return (bits >> NAMES.indexOf(name) & 1) == 1;
    }

    static long of(ImageFeatures features) {
        return features.list().stream()
                .map(ImageFeature::toString)
                .mapToLong(name -> 1L << NAMES.indexOf(name))
                .reduce(0, (left, right) -> left | right);
    }

    /** Leaves out unknown bits, as the {@code rbd} command does. */
    static List<String> names(long bits) {
        return IntStream.range(0, NAMES.size())
                .filter(bit -> (bits >> bit & 1) == 1)
                .mapToObj(NAMES::get)
                .toList();
    }
}
