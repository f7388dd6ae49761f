package io.rbdfunctions.volume.parameters;

import static io.rbdfunctions.volume.parameters.ParameterKey.*;

import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageLayout.ObjectSize;
import io.rbdfunctions.volume.ceph.ImageLayout.Striping;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the image layout: format, features, data pool, object size, striping. */
final class LayoutReader {
    private final RawParameters raw;

    LayoutReader(RawParameters raw) {
        this.raw = raw;
    }

    @Nullable ImageLayout layout() {
        checkFormat();
        ImageFeatures features = features();
        PoolName dataPool = raw.read(DATA_POOL, PoolName::new);
        ObjectSize objectSize = raw.read(OBJECT_SIZE, text -> new ObjectSize(wholeNumber(text)));
        Striping striping = striping();
        return features == null
                ? null
                : raw.create(STRIPE_UNIT, () -> new ImageLayout(features, dataPool, objectSize, striping));
    }

    /** Rule P07. Rejects format 1 too, which Ceph no longer creates. */
    private void checkFormat() {
        String format = raw.get(IMAGE_FORMAT);
        if (format == null || format.equals("2")) {
            return;
        }
        raw.reject(
                IMAGE_FORMAT,
                format.equals("1")
                        ? "ceph imageformat 1 is no longer made by Ceph: leave imageFormat out or say 2"
                        : "invalid ceph imageformat %s, expecting 1 or 2".formatted(Text.quoted(format)));
    }

    /** Rule P06. CSI volumes must name their features, so their default is layering; others have none (rule 1.3). */
    private @Nullable ImageFeatures features() {
        if (raw.has(IMAGE_FEATURES)) {
            return raw.readPresent(IMAGE_FEATURES, ImageFeatures::parse);
        }
        return raw.has(CLUSTER_ID) ? ImageFeatures.LAYERING : ImageFeatures.NONE;
    }

    private @Nullable Striping striping() {
        String unit = raw.nonEmpty(STRIPE_UNIT);
        String count = raw.nonEmpty(STRIPE_COUNT);
        if (unit == null && count == null) {
            return null;
        }
        if (unit == null || count == null) {
            raw.reject(
                    unit == null ? STRIPE_UNIT : STRIPE_COUNT,
                    "stripeUnit and stripeCount go together: give both or none");
            return null;
        }
        return raw.create(STRIPE_UNIT, () -> new Striping(wholeNumber(unit), wholeNumber(count)));
    }

    private static long wholeNumber(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new InvalidValueException("invalid number %s: give a whole number".formatted(Text.quoted(text)));
        }
        return Long.parseLong(text);
    }
}
