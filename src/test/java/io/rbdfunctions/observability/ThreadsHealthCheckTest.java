package io.rbdfunctions.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ThreadsHealthCheckTest {
    @Test
    void isUpWhileVirtualThreadsRun() {
        assertThat(new ThreadsHealthCheck().call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDownWhenTheyDoNot() {
        assertThat(new ThreadsHealthCheck(_ -> {}, Duration.ofMillis(50)).call().getStatus())
                .isEqualTo(Status.DOWN);
    }
}
