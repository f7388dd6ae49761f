package io.rbdfunctions.operation.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.kubernetes.review.ReviewServer;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.volume.BearerToken;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerTest {
    private static final String BOT = "system:serviceaccount:ci:bot";
    private static final BearerToken TOKEN = new BearerToken("a.bots.token");
    private static final Permission DELETE = Permission.post("/delete");
    private static final Duration MEMORY = Duration.ofSeconds(10);

    private final ReviewServer api = new ReviewServer();
    private final AtomicLong now = new AtomicLong();
    private final Authorizer authorizer = new Authorizer(api.reviews(MEMORY, now::get));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void whoeverHasTheRightIsAdmitted() {
        api.know(TOKEN.text(), BOT);
        api.permit(BOT, "/delete");

        assertThat(authorizer.admit(TOKEN, DELETE)).isEqualTo(new AuthDecision.Admitted(new Caller(BOT)));
    }

    @Test
    void anotherPathIsAnotherRight() {
        api.know(TOKEN.text(), BOT);
        api.permit(BOT, "/provision");

        AuthDecision authDecision = authorizer.admit(TOKEN, DELETE);

        assertThat(authDecision).isEqualTo(new AuthDecision.Forbidden(new Caller(BOT), DELETE));
        assertThat(authorizer.admit(TOKEN, Permission.post("/provision"))).isInstanceOf(AuthDecision.Admitted.class);
    }

    @Test
    void aTokenThatNobodyKnowsIsUnknown() {
        assertThat(authorizer.admit(TOKEN, DELETE)).isEqualTo(new AuthDecision.Unknown());
        assertThat(api.accessReviews()).isZero();
    }

    @Test
    void anAnswerIsRememberedForItsTime() {
        api.know(TOKEN.text(), BOT);
        api.permit(BOT, "/delete");

        IntStream.range(0, 5).forEach(_ -> authorizer.admit(TOKEN, DELETE));

        assertThat(api.tokenReviews()).isEqualTo(1);
        assertThat(api.accessReviews()).isEqualTo(1);
    }

    @Test
    void aRightThatIsTakenAwayEndsWithinTheTime() {
        api.know(TOKEN.text(), BOT);
        api.permit(BOT, "/delete");
        authorizer.admit(TOKEN, DELETE);

        api.revoke(BOT, "/delete");

        now.addAndGet(MEMORY.toNanos() - 1);
        assertThat(authorizer.admit(TOKEN, DELETE)).isInstanceOf(AuthDecision.Admitted.class);
        now.incrementAndGet();
        assertThat(authorizer.admit(TOKEN, DELETE)).isInstanceOf(AuthDecision.Forbidden.class);
    }

    @Test
    void aTokenThatIsTakenBackEndsWithinTheTime() {
        api.know(TOKEN.text(), BOT);
        api.permit(BOT, "/delete");
        authorizer.admit(TOKEN, DELETE);

        api.forget(TOKEN.text());
        now.addAndGet(MEMORY.toNanos());

        assertThat(authorizer.admit(TOKEN, DELETE)).isEqualTo(new AuthDecision.Unknown());
    }

    @Test
    void aRightCountsAsSoonAsItIsGiven() {
        authorizer.admit(TOKEN, DELETE);
        api.know(TOKEN.text(), BOT);
        authorizer.admit(TOKEN, DELETE);
        api.permit(BOT, "/delete");

        assertThat(authorizer.admit(TOKEN, DELETE)).isInstanceOf(AuthDecision.Admitted.class);
    }

    @Test
    void equalQuestionsThatArriveTogetherAreAskedOnce() throws InterruptedException {
        api.know(TOKEN.text(), BOT);
        api.permit(BOT, "/delete");
        Authorizer forgetful = new Authorizer(api.reviews(Duration.ZERO, now::get));
        int callers = 20;
        CountDownLatch waiting = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        api.pause(() -> {
            try {
                waiting.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<AuthDecision>> answers = IntStream.range(0, callers)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> {
                                started.incrementAndGet();
                                return forgetful.admit(TOKEN, DELETE);
                            },
                            threads))
                    .toList();
            while (started.get() < callers) {
                Thread.sleep(1);
            }
            // All have begun, and none can end: give the last ones the moment to get as far as the question.
            Thread.sleep(200);
            waiting.countDown();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(AuthDecision.Admitted.class));
        }
        assertThat(api.tokenReviews()).isEqualTo(1);
    }

    @ParameterizedTest(name = "for {0}, wanted {1}: {2}")
    @CsvSource({"theirs,ours,false", "ours,ours,true", "'',ours,false"})
    void aTokenMustBeMeantForUs(String audience, String wanted, boolean isAdmitted) {
        api.know(TOKEN.text(), BOT, audience.isEmpty() ? new String[0] : new String[] {audience});
        api.permit(BOT, "/delete");
        Authorizer particular = new Authorizer(api.reviews(MEMORY, now::get, wanted));

        assertThat(particular.admit(TOKEN, DELETE) instanceof AuthDecision.Admitted)
                .isEqualTo(isAdmitted);
    }

    @Test
    void thatWeMayNotReviewIsSaidWithWhatToDo() {
        api.trouble(TOKEN.text(), 403);

        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> authorizer.admit(TOKEN, DELETE))
                .withMessageContaining("system:auth-delegator")
                .withMessageNotContaining(TOKEN.text())
                .satisfies(failure -> assertThat(failure.obstacle()).isEqualTo(Obstacle.UNREACHABLE));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 409, 422, 429, 500, 503})
    void noTroubleOfTheApiServerAdmitsAnybody(int code) {
        api.trouble(TOKEN.text(), code);

        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> authorizer.admit(TOKEN, DELETE))
                .withMessageNotContaining(TOKEN.text());
    }

    @Test
    void anApiServerThatIsAwayAdmitsNobody() {
        api.stop();

        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> authorizer.admit(TOKEN, DELETE))
                .withMessageContaining("cannot be reached");
    }

    @Test
    void whatIsRememberedIsBounded() {
        api.permit(BOT, "/delete");
        IntStream.range(0, 1100).forEach(i -> {
            api.know("token-" + i, BOT);
            authorizer.admit(new BearerToken("token-" + i), DELETE);
        });
        assertThat(api.tokenReviews()).isEqualTo(1100);

        authorizer.admit(new BearerToken("token-0"), DELETE);

        assertThat(api.tokenReviews()).isEqualTo(1101);
    }
}
