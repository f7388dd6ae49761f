package io.rbdfunctions.operation.provision;

import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares an existing image with the layout that the class gives to its images. */
final class LayoutCheck {
    private LayoutCheck() {}

    /**
     * Refuses an image of another layout: it was not created for this class, and a layout cannot be changed. What the class
     * leaves to the cluster may be anything.
     */
    static void require(ImageLayout layout, ImageRef image, ImageInfo info) {
        List<String> differences = new ArrayList<>();
        if (!layout.features().list().isEmpty()) {
            compare(
                    "imageFeatures",
                    info.requestableFeatures().joined(),
                    sorted(layout.features()).joined(),
                    differences);
        }
        if (layout.dataPool() != null) {
            compare("dataPool", info.dataPool(), layout.dataPool().value(), differences);
        }
        if (layout.objectSize() != null) {
            compare("objectSize", info.objectSize(), layout.objectSize().bytes(), differences);
        }
        if (layout.striping() != null) {
            compare("stripeUnit", info.stripeUnit(), layout.striping().unit(), differences);
            compare("stripeCount", info.stripeCount(), layout.striping().count(), differences);
        }
        if (!differences.isEmpty()) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "image %s already exists with %s: use another name or the layout of the image, or delete it"
                            .formatted(image, String.join(", and ", differences)));
        }
    }

    private static void compare(String parameter, @Nullable Object actual, Object wanted, List<String> differences) {
        if (!wanted.equals(actual)) {
            differences.add("%s %s, not %s".formatted(parameter, text(actual), text(wanted)));
        }
    }

    private static String text(@Nullable Object value) {
        return value == null || value.equals("") ? "none" : Objects.toString(value);
    }

    private static ImageFeatures sorted(ImageFeatures features) {
        return new ImageFeatures(features.list().stream().sorted().toList());
    }
}
