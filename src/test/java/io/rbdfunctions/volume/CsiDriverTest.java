package io.rbdfunctions.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.volume.validation.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsiDriverTest {
    /** Makes 63 characters together with the suffix, the limit of CSI. */
    private static final String PREFIX = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeee";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rbd.csi.ceph.com",
                "rook-ceph.rbd.csi.ceph.com",
                "a.rbd.csi.ceph.com",
                PREFIX + ".rbd.csi.ceph.com"
            })
    void acceptsTheNameOfCephCsiWithAnOptionalPrefix(String name) {
        assertThat(new CsiDriver(name)).hasToString(name);
        assertThat(CsiDriver.isOne(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cephfs.csi.ceph.com",
                ".rbd.csi.ceph.com",
                "-a.rbd.csi.ceph.com",
                "a-.rbd.csi.ceph.com",
                "a.b.rbd.csi.ceph.com",
                "rook-ceph-rbd.csi.ceph.com",
                "Rook.rbd.csi.ceph.com",
                "rbd.csi.ceph.com\n",
                "rbdxcsi.ceph.com",
                "aa" + PREFIX + ".rbd.csi.ceph.com"
            })
    void rejectsOtherNames(String name) {
        assertThat(CsiDriver.isOne(name)).isFalse();
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new CsiDriver(name))
                .withMessageContaining("use rbd.csi.ceph.com, optionally with a prefix and a dot");
    }

    @Test
    void isNotTheDriverOfAVolumeWithoutOne() {
        assertThat(CsiDriver.isOne(null)).isFalse();
    }
}
