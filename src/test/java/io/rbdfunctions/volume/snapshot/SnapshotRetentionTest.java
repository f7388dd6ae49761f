package io.rbdfunctions.volume.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotRetentionTest {
    @ParameterizedTest
    @CsvSource({
        "7, 7, ",
        "1, 1, ",
        "400, 400, ",
        "30d, , 720h",
        "1m, , 1m",
        "36h, , 36h",
        "3660d, , 87840h",
        "'7,30d', 7, 720h"
    })
    void isANumberOrAnAgeOrBoth(String text, @Nullable Integer count, @Nullable String age) {
        assertThat(SnapshotRetention.parse(text))
                .isEqualTo(new SnapshotRetention(count, age == null ? null : Duration.parse("PT" + age)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 7", "7,", ",30d", "30d,7", "7,8", "7d,30d", "7w", "-1", "1.5d", "all", "7, 30d", "٧"})
    void namesTheForm(String text) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> SnapshotRetention.parse(text))
                .withMessageContaining("such as 7, 30d or 7,30d");
    }

    @ParameterizedTest
    @CsvSource({"0, 1 to 400", "401, 1 to 400", "0d, 1 minute to 3660 days", "3661d, 1 minute to 3660 days"})
    void namesTheRange(String text, String range) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> SnapshotRetention.parse(text))
                .withMessageContaining(range);
    }
}
