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
    private static final Duration CACHE_TTL = Duration.ofSeconds(10);

    private final ReviewServer api = new ReviewServer();
    private final AtomicLong now = new AtomicLong();
    private final Authorizer authorizer = new Authorizer(api.reviews(CACHE_TTL, now::get));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aCallerWithThePermissionIsAllowed() {
        api.addToken(TOKEN.text(), BOT);
        api.permit(BOT, "/delete");

        assertThat(authorizer.authorize(TOKEN, DELETE)).isEqualTo(new AuthDecision.Allowed(new Caller(BOT)));
    }

    @Test
    void aPermissionIsForOnePath() {
        api.addToken(TOKEN.text(), BOT);
        api.permit(BOT, "/provision");

        AuthDecision authDecision = authorizer.authorize(TOKEN, DELETE);

        assertThat(authDecision).isEqualTo(new AuthDecision.Forbidden(new Caller(BOT), DELETE));
        assertThat(authorizer.authorize(TOKEN, Permission.post("/provision"))).isInstanceOf(AuthDecision.Allowed.class);
    }

    @Test
    void anUnknownTokenIsUnauthenticated() {
        assertThat(authorizer.authorize(TOKEN, DELETE)).isEqualTo(new AuthDecision.Unauthenticated());
        assertThat(api.accessReviews()).isZero();
    }

    @Test
    void aDecisionIsCached() {
        api.addToken(TOKEN.text(), BOT);
        api.permit(BOT, "/delete");

        IntStream.range(0, 5).forEach(_ -> authorizer.authorize(TOKEN, DELETE));

        assertThat(api.tokenReviews()).isEqualTo(1);
        assertThat(api.accessReviews()).isEqualTo(1);
    }

    @Test
    void aRevokedPermissionEndsWithTheCacheTtl() {
        api.addToken(TOKEN.text(), BOT);
        api.permit(BOT, "/delete");
        authorizer.authorize(TOKEN, DELETE);

        api.revoke(BOT, "/delete");

        now.addAndGet(CACHE_TTL.toNanos() - 1);
        assertThat(authorizer.authorize(TOKEN, DELETE)).isInstanceOf(AuthDecision.Allowed.class);
        now.incrementAndGet();
        assertThat(authorizer.authorize(TOKEN, DELETE)).isInstanceOf(AuthDecision.Forbidden.class);
    }

    @Test
    void aRevokedTokenEndsWithTheCacheTtl() {
        api.addToken(TOKEN.text(), BOT);
        api.permit(BOT, "/delete");
        authorizer.authorize(TOKEN, DELETE);

        api.removeToken(TOKEN.text());
        now.addAndGet(CACHE_TTL.toNanos());

        assertThat(authorizer.authorize(TOKEN, DELETE)).isEqualTo(new AuthDecision.Unauthenticated());
    }

    @Test
    void aNewPermissionTakesEffectAtOnce() {
        authorizer.authorize(TOKEN, DELETE);
        api.addToken(TOKEN.text(), BOT);
        authorizer.authorize(TOKEN, DELETE);
        api.permit(BOT, "/delete");

        assertThat(authorizer.authorize(TOKEN, DELETE)).isInstanceOf(AuthDecision.Allowed.class);
    }

    @Test
    void concurrentEqualChecksShareOneRequest() throws InterruptedException {
        api.addToken(TOKEN.text(), BOT);
        api.permit(BOT, "/delete");
        Authorizer uncached = new Authorizer(api.reviews(Duration.ZERO, now::get));
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
                                return uncached.authorize(TOKEN, DELETE);
                            },
                            threads))
                    .toList();
            while (started.get() < callers) {
                Thread.sleep(1);
            }
            // Let the last threads reach the check before the first one can finish.
            Thread.sleep(200);
            waiting.countDown();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join()).isInstanceOf(AuthDecision.Allowed.class));
        }
        assertThat(api.tokenReviews()).isEqualTo(1);
    }

    @ParameterizedTest(name = "audience {0}, expected {1}: {2}")
    @CsvSource({"other,expected,false", "expected,expected,true", "'',expected,false"})
    void aTokenMustHaveTheExpectedAudience(String audience, String wanted, boolean isAllowed) {
        api.addToken(TOKEN.text(), BOT, audience.isEmpty() ? new String[0] : new String[] {audience});
        api.permit(BOT, "/delete");
        Authorizer withAudience = new Authorizer(api.reviews(CACHE_TTL, now::get, wanted));

        assertThat(withAudience.authorize(TOKEN, DELETE) instanceof AuthDecision.Allowed)
                .isEqualTo(isAllowed);
    }

    @Test
    void aMissingPermissionToReviewIsReportedWithARemedy() {
        api.failReviews(TOKEN.text(), 403);

        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> authorizer.authorize(TOKEN, DELETE))
                .withMessageContaining("system:auth-delegator")
                .withMessageNotContaining(TOKEN.text())
                .satisfies(failure -> assertThat(failure.obstacle()).isEqualTo(Obstacle.UNREACHABLE));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 409, 422, 429, 500, 503})
    void noErrorOfTheApiServerAllowsACaller(int code) {
        api.failReviews(TOKEN.text(), code);

        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> authorizer.authorize(TOKEN, DELETE))
                .withMessageNotContaining(TOKEN.text());
    }

    @Test
    void anUnreachableApiServerAllowsNobody() {
        api.stop();

        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> authorizer.authorize(TOKEN, DELETE))
                .withMessageContaining("cannot be reached");
    }

    @Test
    void theCacheIsBounded() {
        api.permit(BOT, "/delete");
        IntStream.range(0, 1100).forEach(i -> {
            api.addToken("token-" + i, BOT);
            authorizer.authorize(new BearerToken("token-" + i), DELETE);
        });
        assertThat(api.tokenReviews()).isEqualTo(1100);

        authorizer.authorize(new BearerToken("token-0"), DELETE);

        assertThat(api.tokenReviews()).isEqualTo(1101);
    }
}
