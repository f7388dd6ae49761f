package io.rbdfunctions.function.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s ago",
        "PT119S, 119 s ago",
        "PT2M, 2 min ago",
        "PT119M, 119 min ago",
        "PT2H, 2 h ago",
        "PT47H, 47 h ago",
        "P2D, 2 d ago",
        "P400D, 400 d ago",
        "-PT1S, in 1 s",
        "-P7D, in 7 d"
    })
    void isRounded(Duration past, String text) {
        assertThat(Age.of(NOW.minus(past), NOW)).extracting(Age::text).isEqualTo(text);
    }

    @Test
    void showsTheTimeToTheSecond() {
        assertThat(Age.of(NOW.plusMillis(5), NOW)).isEqualTo(new Age("2026-11-24T12:00:00Z", "in 0 s"));
        assertThat(Age.of(null, NOW)).isNull();
    }
}
