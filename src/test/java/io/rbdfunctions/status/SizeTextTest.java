package io.rbdfunctions.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1073741824, 1 GiB",
        "1610612736, 1.5 GiB",
        "11274289152, 11 GiB",
        "9223372036854775807, 8 EiB"
    })
    void formatsSizes(long bytes, String text) {
        assertThat(SizeText.of(bytes)).isEqualTo(text);
    }
}
