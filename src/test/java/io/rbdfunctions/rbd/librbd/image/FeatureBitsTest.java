package io.rbdfunctions.rbd.librbd.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageFeatures.ImageFeature;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureBitsTest {
    /** A change that bypasses the journal would be missing on the mirror. */
    @ParameterizedTest
    @CsvSource({
        "layering, true",
        "'layering,exclusive-lock,object-map,fast-diff,deep-flatten', true",
        "'exclusive-lock,journaling', false"
    })
    void onlyJournalingExcludesNewImages(String features, boolean isPlain) {
        List<ImageFeature> list =
                Arrays.stream(features.split(",")).map(FeatureBitsTest::feature).toList();

        assertThat(FeatureBits.isPlain(FeatureBits.of(new ImageFeatures(list)))).isEqualTo(isPlain);
    }

    private static ImageFeature feature(String name) {
        return Arrays.stream(ImageFeature.values())
                .filter(feature -> feature.toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"migrating, 9", "non-primary, 10"})
    void migratingAndNonPrimaryImagesAreExcluded(String name, int bit) {
        assertThat(FeatureBits.names(1L << bit)).containsExactly(name);
        assertThat(FeatureBits.isPlain(1L << bit | 1)).isFalse();
    }
}
