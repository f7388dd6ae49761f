package io.rbdfunctions.function.http;

import static io.rbdfunctions.function.http.FunctionRequests.DELETE;
import static io.rbdfunctions.function.http.FunctionRequests.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.function.http.RawHttp.Answer;
import io.rbdfunctions.operation.outcome.Refusal;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that wait for a cluster do not block others, and their number is limited. */
@QuarkusTest
@TestProfile(WireProfile.class)
final class CrowdedTest {
    private static final Duration QUICK = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final RawHttp http = new RawHttp();

    @Inject
    ScriptedOperations operations;

    @BeforeEach
    void reset() {
        operations.reset();
    }

    @Test
    void healthChecksAreFastWhileTheLimitIsReached() throws ExecutionException, InterruptedException {
        // Given
        CountDownLatch release = new CountDownLatch(1);
        operations.pause(() -> awaitUninterrupted(release));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> waiting = new ArrayList<>();
            for (int i = 0; i < WireProfile.IN_FLIGHT; i++) {
                boolean asEvent = i % 2 == 0;
                waiting.add(clients.submit(() -> asEvent ? event() : plain()));
            }
            await().atMost(LONG).until(() -> operations.requests().size() == WireProfile.IN_FLIGHT);

            // When
            List<Duration> health = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                long start = System.nanoTime();
                assertThat(http.send("GET /q/health HTTP/1.1", List.of(), "").body())
                        .contains("UP");
                health.add(Duration.ofNanos(System.nanoTime() - start));
            }
            Answer oneMore = plain();
            Answer oneMoreEvent = event();
            release.countDown();

            // Then
            // The median: the machine may pause during one of them.
            Collections.sort(health);
            assertThat(health.get(health.size() / 2)).isLessThan(QUICK);
            assertThat(List.of(oneMore, oneMoreEvent)).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).contains("1");
                assertThat(answer.body()).contains("urn:rbdfunctions:problem:busy");
            });
            for (Future<Answer> each : waiting) {
                assertThat(each.get().status()).isEqualTo(200);
            }
        }
        assertThat(plain().status()).isEqualTo(200);
    }

    @Test
    void failedAndRefusedRequestsReleaseTheirPermit() {
        operations.fail(new IllegalArgumentException("boom"));
        assertThat(plain().status()).isEqualTo(500);
        operations.refuse(new Refusal(Refusal.Reason.CONFLICT, "why"));

        for (int i = 0; i <= WireProfile.IN_FLIGHT; i++) {
            assertThat(plain().status()).isEqualTo(409);
        }
    }

    private Answer plain() {
        return http.send("POST /delete HTTP/1.1", JSON, DELETE);
    }

    private Answer event() {
        return http.send("POST / HTTP/1.1", FunctionRequests.binary("delete"), DELETE);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(unexpected);
        }
    }
}
