package io.rbdfunctions.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConservativeClockTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    @Test
    void usesTheEarlierTime() {
        assertThat(new ConservativeClock(() -> TOMORROW, () -> Optional.of(NOW)).instant())
                .isEqualTo(NOW);
        assertThat(new ConservativeClock(() -> NOW, () -> Optional.of(TOMORROW)).instant())
                .isEqualTo(NOW);
    }

    @Test
    void usesTheLocalTimeIfTheServersIsUnknown() {
        assertThat(new ConservativeClock(() -> NOW, Optional::empty).instant()).isEqualTo(NOW);
    }
}
