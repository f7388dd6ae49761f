package io.rbdfunctions.volume.parameters;

import static io.rbdfunctions.volume.parameters.ParameterKey.*;

import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ObjectSize;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.Striping;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import io.rbdfunctions.volume.validation.Violations;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the image layout: format, features, data pool, object size, striping. */
final class LayoutReader {
    private final RawParameters raw;
    private final Violations violations;

    LayoutReader(RawParameters raw, Violations violations) {
        this.raw = raw;
        this.violations = violations;
    }

    @Nullable ImageLayout layout() {
        checkFormat();
        ImageFeatures features = features();
        PoolName dataPool = violations.read(DATA_POOL.field(), raw.nonEmpty(DATA_POOL), PoolName::new);
        ObjectSize objectSize = violations.read(
                OBJECT_SIZE.field(), raw.nonEmpty(OBJECT_SIZE), text -> new ObjectSize(wholeNumber(text)));
        Striping striping = striping();
        if (features == null) {
            return null;
        }
        return violations.read(STRIPE_UNIT.field(), "", _ -> new ImageLayout(features, dataPool, objectSize, striping));
    }

    /** Rule P07. Rejects format 1 too, which Ceph no longer creates. */
    private void checkFormat() {
        String format = raw.get(IMAGE_FORMAT);
        if (format == null || format.equals("2")) {
            return;
        }
        violations.add(
                IMAGE_FORMAT.field(),
                format.equals("1")
                        ? "ceph imageformat 1 is no longer made by Ceph: leave imageFormat out or say 2"
                        : "invalid ceph imageformat %s, expecting 1 or 2".formatted(Text.quoted(format)));
    }

    /** Rule P06. CSI volumes must name their features, so their default is layering; others have none (rule 1.3). */
    private @Nullable ImageFeatures features() {
        String text = raw.get(IMAGE_FEATURES);
        if (text == null) {
            return raw.has(CLUSTER_ID) ? ImageFeatures.LAYERING : ImageFeatures.NONE;
        }
        return violations.read(IMAGE_FEATURES.field(), text, ImageFeatures::parse);
    }

    private @Nullable Striping striping() {
        String unit = raw.nonEmpty(STRIPE_UNIT);
        String count = raw.nonEmpty(STRIPE_COUNT);
        if (unit == null && count == null) {
            return null;
        }
        if (unit == null || count == null) {
            violations.add(
                    unit == null ? STRIPE_UNIT.field() : STRIPE_COUNT.field(),
                    "stripeUnit and stripeCount go together: give both or none");
            return null;
        }
        return violations.read(STRIPE_UNIT.field(), unit, text -> new Striping(wholeNumber(text), wholeNumber(count)));
    }

    private static long wholeNumber(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new InvalidValueException("invalid number %s: give a whole number".formatted(Text.quoted(text)));
        }
        return Long.parseLong(text);
    }
}
