package io.rbdfunctions.volume.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ReclaimPolicy;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.KeyringPath;
import io.rbdfunctions.volume.parameters.CsiSettings;
import io.rbdfunctions.volume.parameters.ImageNamePrefix;
import io.rbdfunctions.volume.parameters.VolumeSource;
import io.rbdfunctions.volume.parameters.VolumeSource.Csi;
import io.rbdfunctions.volume.parameters.VolumeSource.KeyringInTree;
import io.rbdfunctions.volume.parameters.VolumeSource.SecretInTree;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiEnumTextTest {
    @ParameterizedTest
    @EnumSource
    void parsesTheNameOfEveryVolumeMode(VolumeMode mode) {
        assertThat(VolumeMode.parse(mode.toString())).isEqualTo(mode);
    }

    @ParameterizedTest
    @EnumSource
    void parsesTheNameOfEveryReclaimPolicy(ReclaimPolicy policy) {
        assertThat(ReclaimPolicy.parse(policy.toString())).isEqualTo(policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "delete", "DELETE", "Recycle", "Delete ", "a\nb"})
    void rejectsOtherReclaimPolicies(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> ReclaimPolicy.parse(text))
                .withMessage("invalid reclaimPolicy %s: use Delete or Retain", Text.quoted(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "block", "FileSystem", "Block\n"})
    void rejectsOtherVolumeModes(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> VolumeMode.parse(text))
                .withMessage("invalid volumeMode %s: use Filesystem or Block", Text.quoted(text));
    }

    static Stream<Arguments> listsTheAccessModesOfASource() {
        var secret = new SecretInTree(new ObjectName("ceph-user"), null);
        var keyring = new KeyringInTree(new KeyringPath("/etc/ceph/keyring"));
        var csi = new Csi(
                new ClusterId("ceph"),
                ObjectKey.of("default", "ceph-user"),
                CsiDriver.DEFAULT,
                new CsiSettings(ImageNamePrefix.DEFAULT, Map.of(), Map.of()));
        return Stream.of(
                Arguments.of(secret, VolumeMode.FILESYSTEM, "[ReadWriteOnce, ReadOnlyMany]"),
                Arguments.of(secret, VolumeMode.BLOCK, "[ReadWriteOnce, ReadOnlyMany]"),
                Arguments.of(keyring, VolumeMode.BLOCK, "[ReadWriteOnce, ReadOnlyMany]"),
                Arguments.of(csi, VolumeMode.FILESYSTEM, "[ReadWriteOnce, ReadWriteOncePod, ReadOnlyMany]"),
                Arguments.of(csi, VolumeMode.BLOCK, "[ReadWriteOnce, ReadWriteOncePod, ReadOnlyMany, ReadWriteMany]"));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource
    void listsTheAccessModesOfASource(VolumeSource source, VolumeMode mode, String permitted) {
        assertThat(source.accessModes(mode)).hasToString(permitted);
    }

    @Test
    void quotesUntrustedText() {
        assertThat(Text.quoted("a\"b\\c\n\u0000ü\ud83d\ude00\ud800"))
                .isEqualTo("\"a\\\"b\\\\c\\u{a}\\u{0}ü\ud83d\ude00\\u{d800}\"");
        assertThat(Text.quoted("a".repeat(80))).isEqualTo("\"" + "a".repeat(80) + "\"");
        assertThat(Text.quoted("ü".repeat(81))).isEqualTo("\"" + "ü".repeat(80) + "\"...");
    }
}
