package io.rbdfunctions.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchHealthCheckTest {
    @ParameterizedTest
    @CsvSource({"0, UP", "60, UP", "61, DOWN"})
    void isDownAfterAMinuteOutOfSync(int seconds, Status status) {
        assertThat(new WatchHealthCheck(() -> Duration.ofSeconds(seconds))
                        .call()
                        .getStatus())
                .isEqualTo(status);
    }
}
