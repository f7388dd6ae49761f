package io.rbdfunctions.volume.ceph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.rbdfunctions.volume.ceph.ImageLayout.ObjectSize;
import io.rbdfunctions.volume.ceph.ImageLayout.Striping;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageLayoutTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "layering",
                "exclusive-lock",
                "deep-flatten",
                "layering,exclusive-lock,object-map,fast-diff,deep-flatten,journaling",
                "fast-diff,object-map,exclusive-lock",
                "journaling,exclusive-lock"
            })
    void keepsTheOrderOfFeatures(String text) {
        var features = ImageFeatures.parse(text);

        assertThat(features.joined()).isEqualTo(text);
        assertThat(features).hasToString(text);
    }

    @Test
    void removesDuplicateFeatures() {
        assertThat(ImageFeatures.parse("layering,exclusive-lock,layering").joined())
                .isEqualTo("layering,exclusive-lock");
    }

    @Test
    void joinsNoFeaturesToAnEmptyText() {
        assertThat(ImageFeatures.NONE.joined()).isEmpty();
    }

    @ParameterizedTest(name = "{0} lacks {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "object-map; feature object-map requires exclusive-lock to be set",
                "journaling,layering; feature journaling requires exclusive-lock to be set",
                "fast-diff,exclusive-lock; feature fast-diff requires object-map to be set",
                "layering,fast-diff; feature fast-diff requires object-map to be set",
                "object-map,fast-diff; feature object-map requires exclusive-lock to be set"
            })
    void rejectsAFeatureWithoutTheRequiredOne(String text, String message) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> ImageFeatures.parse(text))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "layering,",
                ",layering",
                "layering, layering",
                "Layering",
                "striping",
                "data-pool",
                "lay\nering",
                "--layering",
                "0",
                "layering;deep-flatten"
            })
    void rejectsAnUnknownFeatureAndListsTheKnownOnes(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> ImageFeatures.parse(text))
                .withMessageMatching(
                        "invalid feature \".*\", supported features are: layering, exclusive-lock, object-map,"
                                + " fast-diff, deep-flatten, journaling");
    }

    @ParameterizedTest
    @ValueSource(longs = {4096, 8192, 4194304, 33554432})
    void acceptsAPowerOfTwoAsObjectSize(long bytes) {
        assertThat(new ObjectSize(bytes).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -4096, 2048, 4095, 4097, 12288, 67108864, Long.MIN_VALUE})
    void rejectsOtherObjectSizes(long bytes) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new ObjectSize(bytes))
                .withMessage("invalid objectSize %d: it must be a power of two from 4096 to 33554432 (bytes)", bytes);
    }

    @ParameterizedTest(name = "unit {0}, count {1}")
    @CsvSource({"512, 1", "65536, 16", "4194304, 1024"})
    void acceptsAStripeUnitThatDividesTheObjectSize(long unit, long count) {
        assertThatNoException().isThrownBy(() -> striped(null, new Striping(unit, count)));
    }

    @ParameterizedTest(name = "unit {0}, count {1}")
    @CsvSource({"0, 1", "511, 1", "33554433, 1", "-1, 1", "512, 0", "512, -1", "512, 1025"})
    void rejectsAStripingOutOfRange(long unit, long count) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new Striping(unit, count))
                .withMessageMatching("invalid stripe(Unit|Count) -?\\d+: it must be .+");
    }

    @ParameterizedTest(name = "unit {0} in objects of {1}")
    @CsvSource({"1000, 4194304", "8388608, 4194304", "8192, 4096"})
    void rejectsAStripeUnitThatDoesNotDivideTheObjectSize(long unit, long objectSize) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> striped(new ObjectSize(objectSize), new Striping(unit, 2)))
                .withMessage("invalid stripeUnit %d: it must divide the object size of %d bytes", unit, objectSize);
    }

    @Test
    void checksTheStripeUnitAgainstTheDefaultObjectSize() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> striped(null, new Striping(8L << 20, 2)))
                .withMessageContaining("the object size of 4194304 bytes");
    }

    private static ImageLayout striped(@Nullable ObjectSize objectSize, Striping striping) {
        return new ImageLayout(new ImageFeatures(List.of()), null, objectSize, striping);
    }
}
