package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.ArrayList;
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
        List<ImageFeature> features = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            features.add(ImageFeature.named(name)
                    .orElseThrow(() -> new InvalidValueException("invalid feature %s, supported features are: %s"
                            .formatted(Text.quoted(name), ImageFeature.known()))));
        }
        return new ImageFeatures(features);
    }

    /** The form that {@code rbd --image-feature} takes. */
    public String joined() {
        return list.stream().map(ImageFeature::toString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return joined();
    }
}
