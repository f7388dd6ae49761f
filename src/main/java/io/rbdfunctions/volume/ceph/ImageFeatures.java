package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The features of a new image, without duplicates and with all required features.
 *
 * <p>The list may be empty: {@code rbd} gets an empty {@code --image-feature} then (rule 1.3), since its own default
 * includes features that older kernels cannot map.
 */
public record ImageFeatures(List<ImageFeature> list) {
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

        private List<ImageFeature> needs() {
            return switch (this) {
                case LAYERING, EXCLUSIVE_LOCK, DEEP_FLATTEN -> List.of();
                case OBJECT_MAP, JOURNALING -> List.of(EXCLUSIVE_LOCK);
                case FAST_DIFF -> List.of(OBJECT_MAP);
            };
        }

        @Override
        public String toString() {
            return rbdName;
        }
    }

    public static final ImageFeatures NONE = new ImageFeatures(List.of());
    public static final ImageFeatures LAYERING = new ImageFeatures(List.of(ImageFeature.LAYERING));

    public ImageFeatures {
        list = List.copyOf(new LinkedHashSet<>(list));
        for (ImageFeature feature : list) {
            for (ImageFeature needed : feature.needs()) {
                if (!list.contains(needed)) {
                    throw new InvalidValueException("feature %s requires %s to be set".formatted(feature, needed));
                }
            }
        }
    }

    /** Parses names separated by commas without blanks, such as {@code layering,exclusive-lock} (rule P06). */
    public static ImageFeatures parse(String text) {
        return new ImageFeatures(
                Arrays.stream(text.split(",", -1)).map(ImageFeatures::named).toList());
    }

    private static ImageFeature named(String name) {
        List<ImageFeature> known = List.of(ImageFeature.values());
        return known.stream()
                .filter(feature -> feature.rbdName.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("invalid feature %s, supported features are: %s"
                        .formatted(Text.quoted(name), joined(known, ", "))));
    }

    /** The form that {@code rbd --image-feature} takes. */
    public String joined() {
        return joined(list, ",");
    }

    private static String joined(List<ImageFeature> features, String separator) {
        return features.stream().map(ImageFeature::toString).collect(Collectors.joining(separator));
    }

    @Override
    public String toString() {
        return joined();
    }
}
