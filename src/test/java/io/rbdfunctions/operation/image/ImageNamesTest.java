package io.rbdfunctions.operation.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.Uid;
import io.rbdfunctions.volume.ceph.ImageName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageNamesTest {
    private static final String UID = "0b0d5a6e-6f3f-4b7e-9a39-3c1b5f0a7d11";
    private static final ImageName OF_CLAIM = new ImageName("kubernetes-dynamic-pvc-" + UID);

    @ParameterizedTest(name = "volume {0}, claim {1}")
    @CsvSource({"," + UID, "pvc-" + UID + ",", "pvc-" + UID + "," + UID, "data," + UID, "pvc-other," + UID})
    void theNameContainsTheClaimsUidIfKnown(String persistentVolume, String uid) {
        assertThat(ImageNames.of(
                        persistentVolume == null ? null : new ObjectName(persistentVolume),
                        uid == null ? null : new Uid(uid)))
                .isEqualTo(OF_CLAIM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "pv-" + UID, "pvc-a.b", "my.pvc-" + UID})
    void otherVolumeNamesAreHashed(String persistentVolume) {
        ImageName image = ImageNames.of(new ObjectName(persistentVolume), null);

        assertThat(image)
                .isEqualTo(ImageNames.of(new ObjectName(persistentVolume), null))
                .isNotEqualTo(ImageNames.of(new ObjectName(persistentVolume + "x"), null));
        assertThat(image.value()).matches("kubernetes-dynamic-pvc-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void theHashNeverChanges() {
        assertThat(ImageNames.of(new ObjectName("data"), null))
                .hasToString("kubernetes-dynamic-pvc-8d777f38-5d3d-3ec8-815d-20f7496026dc");
    }

    @Test
    void withoutVolumeAndClaimTheNameIsRandom() {
        assertThat(ImageNames.of(null, null)).isNotEqualTo(ImageNames.of(null, null));
    }
}
