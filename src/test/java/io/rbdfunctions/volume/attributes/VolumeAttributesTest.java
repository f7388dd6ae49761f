package io.rbdfunctions.volume.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeAttributesTest {
    private static final String READ_IOPS = ".rbd.csi.ceph.com/cgroup_qos_max_read_iops";

    @ParameterizedTest
    @CsvSource({
        "maxReadIops, .rbd.csi.ceph.com/cgroup_qos_max_read_iops",
        "maxWriteIops, .rbd.csi.ceph.com/cgroup_qos_max_write_iops",
        "maxReadBps, .rbd.csi.ceph.com/cgroup_qos_max_read_bps",
        "maxWriteBps, .rbd.csi.ceph.com/cgroup_qos_max_write_bps",
        "conf_rbd_qos_iops_limit, conf_rbd_qos_iops_limit",
        "conf_rbd_qos_read_bps_burst, conf_rbd_qos_read_bps_burst",
        "conf_rbd_qos_write_iops_burst_seconds, conf_rbd_qos_write_iops_burst_seconds"
    })
    void eachParameterIsAKeyOfTheImage(String parameter, String key) {
        assertThat(VolumeAttributes.of(Map.of(parameter, "500")).metadata()).isEqualTo(Map.of(key, "500"));
    }

    @Test
    void noParametersSetNothing() {
        assertThat(VolumeAttributes.of(Map.of()).metadata()).isEmpty();
        assertThat(VolumeAttributes.of(Map.of("maxReadIops", "")).metadata()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "9223372036854775807"})
    void acceptsTheLimitsOfTheNumbers(String value) {
        assertThat(VolumeAttributes.of(Map.of("maxReadIops", value)).metadata()).containsValue(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "+1", " 1", "1.5", "1Ki", "max", "9223372036854775808", "٣"})
    void refusesOtherValues(String value) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> VolumeAttributes.of(Map.of("maxReadIops", value)))
                .withMessageStartingWith("maxReadIops is \"")
                .withMessageContaining("maxWriteBps")
                .satisfies(invalid -> assertThat(invalid.violations())
                        .extracting(Violation::field)
                        .containsExactly("parameters.maxReadIops"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxreadiops", "iops", "conf_rbd_cache", "conf_rbd_qos_schedule_tick_min", "pool"})
    void refusesUnknownParametersAndListsTheKnownOnes(String parameter) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> VolumeAttributes.of(Map.of(parameter, "1")))
                .withMessageStartingWith("unknown parameter \"%s\"", parameter)
                .withMessageContaining("maxReadIops, maxWriteIops, maxReadBps, maxWriteBps")
                .withMessageContaining("conf_rbd_qos_");
    }

    @Test
    void reportsAllErrorsAtOnce() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> VolumeAttributes.of(Map.of("iops", "1", "maxReadBps", "x", "maxWriteBps", "1")))
                .satisfies(invalid -> assertThat(invalid.violations())
                        .extracting(Violation::field)
                        .containsExactly("parameters.iops", "parameters.maxReadBps"));
    }

    @Test
    void whatAnEarlierClassHasSetIsSurplusAndNothingElse() {
        VolumeAttributes attributes = VolumeAttributes.of(Map.of("maxReadIops", "500"));

        assertThat(attributes.surplus(Map.of(
                        READ_IOPS, "100", "conf_rbd_qos_bps_limit", "1", "conf_rbd_cache", "true", "owner", "me")))
                .containsExactly("conf_rbd_qos_bps_limit");
    }
}
