package io.rbdfunctions.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutOfSyncTimerTest {
    private Instant now = Instant.EPOCH;
    private final OutOfSyncTimer timer = new OutOfSyncTimer(() -> now);

    @Test
    void measuresFromTheFirstCheckThatIsOutOfSync() {
        assertThat(timer.since(true)).isZero();
        pass(30);
        assertThat(timer.since(false)).isZero();
        pass(40);
        assertThat(timer.since(false)).isEqualTo(Duration.ofSeconds(40));
        pass(40);
        assertThat(timer.since(false)).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void startsAgainAfterBeingInSync() {
        timer.since(false);
        pass(100);
        assertThat(timer.since(true)).isZero();
        assertThat(timer.since(false)).isZero();
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }
}
