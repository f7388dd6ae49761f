package io.rbdfunctions.operation.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rbdfunctions.journal.JournalException;
import io.rbdfunctions.kubernetes.TestFailures;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailureClassifierTest {
    private static final Map<RbdError, Reason> FINAL = Map.ofEntries(
            Map.entry(RbdError.NOT_FOUND, Reason.NOT_FOUND),
            Map.entry(RbdError.POOL_NOT_FOUND, Reason.NOT_FOUND),
            Map.entry(RbdError.EXISTS, Reason.CONFLICT),
            Map.entry(RbdError.BUSY, Reason.IN_USE),
            Map.entry(RbdError.LOCKED, Reason.IN_USE),
            Map.entry(RbdError.IN_GROUP, Reason.IN_USE),
            Map.entry(RbdError.MIGRATING, Reason.IN_USE),
            Map.entry(RbdError.DEMOTED, Reason.IN_USE),
            Map.entry(RbdError.HAS_SNAPSHOTS, Reason.IN_USE),
            Map.entry(RbdError.DENIED, Reason.DENIED),
            Map.entry(RbdError.KEY_TYPE, Reason.DENIED),
            Map.entry(RbdError.BAD_ARGUMENT, Reason.INVALID),
            Map.entry(RbdError.ERASURE_CODED, Reason.INVALID),
            Map.entry(RbdError.NO_OVERWRITES, Reason.INVALID),
            Map.entry(RbdError.NO_LAYERING, Reason.INVALID),
            Map.entry(RbdError.UNSUPPORTED, Reason.INVALID));

    private static final Map<RbdError, Obstacle> TEMPORARY = Map.of(
            RbdError.NO_SPACE, Obstacle.NO_SPACE,
            RbdError.UNREACHABLE, Obstacle.UNREACHABLE,
            RbdError.DEADLINE, Obstacle.DEADLINE,
            RbdError.ENGINE_MISSING, Obstacle.ENGINE_MISSING,
            RbdError.TOO_MANY, Obstacle.BUSY,
            RbdError.UNKNOWN, Obstacle.UNKNOWN);

    @ParameterizedTest
    @EnumSource
    void everyErrorIsEitherFinalOrTemporary(RbdError error) {
        assertThat(FINAL.containsKey(error)).isNotEqualTo(TEMPORARY.containsKey(error));
    }

    static Stream<Arguments> finalErrors() {
        return FINAL.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0} is refused as {1}")
    @MethodSource("finalErrors")
    void aFinalErrorIsRefusedWithRbdsMessageAndAdvice(RbdError error, Reason reason) {
        var refusal = refused(TestEngine.failure(error));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.detail()).matches("rbd info kube/img: words; [a-z].{10,}");
        assertThat(refusal.violations()).isEmpty();
    }

    @Test
    void aContradictionInTheJournalIsAConflict() {
        var refusal = refused(new JournalException("words"));

        assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refusal.detail()).startsWith("words; compare ");
    }

    static Stream<Arguments> temporaryErrors() {
        return TEMPORARY.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0} leads to try again: {1}")
    @MethodSource("temporaryErrors")
    void aTemporaryErrorIsThrownWithRbdsMessageAndAdvice(RbdError error, Obstacle obstacle) {
        var failure = TestEngine.failure(error);

        var tryAgain = tryAgain(failure);

        assertThat(tryAgain.obstacle()).isEqualTo(obstacle);
        assertThat(tryAgain)
                .hasMessageMatching("rbd info kube/img: words; [a-z].{10,}")
                .hasCause(failure);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENGINE_MISSING")
    void thePauseIsBetweenASecondAndAMinute(Obstacle obstacle) {
        assertThat(new TryAgainException(obstacle, "").pause().toSeconds()).isBetween(1L, 60L);
    }

    @Test
    void waitingDoesNotInstallAnEngine() {
        assertThat(new TryAgainException(Obstacle.ENGINE_MISSING, "").pause()).isZero();
    }

    @Test
    void aResultIsDone() {
        assertThat(FailureClassifier.of(() -> "answer")).isEqualTo(new Outcome.Done<>("answer"));
    }

    @Test
    void keepsTheRefusalOfARefusedException() {
        assertThat(refused(new RefusedException(Reason.CONFLICT, "it is another")))
                .isEqualTo(new Refusal(Reason.CONFLICT, "it is another"));
    }

    @Test
    void keepsTheViolationsOfAnInvalidRequest() {
        var violations = List.of(new Violation("size", "too small"), new Violation("pool", "no"));

        assertThat(refused(new InvalidRequestException(violations)))
                .isEqualTo(new Refusal(Reason.INVALID, "too small; no", violations));
    }

    @Test
    void distinguishesMissingFromUnusableSecrets() {
        assertThat(refused(TestFailures.missingSecret()).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refused(TestFailures.unusableSecret()).reason()).isEqualTo(Reason.INVALID);
        assertThat(refused(TestFailures.unusableSecret()).detail())
                .isEqualTo("failed to get admin secret from [\"kube-system\"/\"ceph-admin\"]: empty secret map");
    }

    @Test
    void anUnreachableApiServerLeadsToTryAgain() {
        var tryAgain = tryAgain(TestFailures.unreachableApi());

        assertThat(tryAgain.obstacle()).isEqualTo(Obstacle.UNREACHABLE);
        assertThat(tryAgain).hasMessage("get Secret kube-system/ceph-admin: the API server cannot be reached");
    }

    @Test
    void unexpectedExceptionsPassThrough() {
        var bug = new IllegalStateException("bug");

        assertThatThrownBy(() -> FailureClassifier.of(() -> {
                    throw bug;
                }))
                .isSameAs(bug);
    }

    private static Refusal refused(RuntimeException failure) {
        return switch (end(failure)) {
            case Outcome.Refused<?> refused -> refused.refusal();
            case Outcome.Done<?> done -> throw new AssertionError(done);
        };
    }

    private static TryAgainException tryAgain(RuntimeException failure) {
        return catchThrowableOfType(TryAgainException.class, () -> end(failure));
    }

    private static Outcome<Object> end(RuntimeException failure) {
        return FailureClassifier.of(() -> {
            throw failure;
        });
    }
}
