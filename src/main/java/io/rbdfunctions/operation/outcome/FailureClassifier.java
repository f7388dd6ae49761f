package io.rbdfunctions.operation.outcome;

import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.secret.SecretException;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import java.util.List;
import java.util.function.Supplier;

/** Tells final endings from those worth another try: the one place where failures from below are judged. */
public final class FailureClassifier {
    private FailureClassifier() {}

    /** How the operation ended; throws {@link TryAgainException} for what is worth another try. */
    public static <T> Outcome<T> of(Supplier<T> operation) {
        try {
            return new Outcome.Done<>(operation.get());
        } catch (RefusedException refused) {
            return new Outcome.Refused<>(refused.refusal());
        } catch (InvalidRequestException invalid) {
            return new Outcome.Refused<>(
                    new Refusal(Reason.INVALID, String.valueOf(invalid.getMessage()), invalid.violations()));
        } catch (SecretException unusable) {
            Reason reason = unusable.isMissing() ? Reason.NOT_FOUND : Reason.INVALID;
            return new Outcome.Refused<>(new Refusal(reason, String.valueOf(unusable.getMessage())));
        } catch (ApiException unavailable) {
            throw again(unavailable);
        } catch (RbdException failure) {
            return of(failure);
        }
    }

    /** Runs the work and throws {@link TryAgainException} if the API server fails. */
    public static <T> T orTryAgain(Supplier<T> work) {
        try {
            return work.get();
        } catch (ApiException | StaleObjectException unavailable) {
            throw again(unavailable);
        }
    }

    private static <T> Outcome<T> of(RbdException failure) {
        return switch (failure.error()) {
            case NOT_FOUND -> refused(Reason.NOT_FOUND, failure, "there is no such image");
            case POOL_NOT_FOUND -> refused(Reason.NOT_FOUND, failure, "make the pool, or name another in the class");
            case EXISTS -> refused(Reason.CONFLICT, failure, "give another name, or delete the image first");
            case BUSY -> refused(Reason.IN_USE, failure, "try again when no client has the image open");
            case HAS_SNAPSHOTS -> refused(Reason.IN_USE, failure, "remove the snapshots first");
            case DENIED -> refused(Reason.DENIED, failure, "check adminId, its key and its capabilities");
            case BAD_ARGUMENT -> refused(Reason.INVALID, failure, "change the parameter that rbd does not take");
            case NO_SPACE -> throw again(Obstacle.NO_SPACE, failure, "free space in the pool or raise its quota");
            case UNREACHABLE ->
                throw again(Obstacle.UNREACHABLE, failure, "check the monitors, and that Ceph is up and not full");
            case DEADLINE -> throw again(Obstacle.DEADLINE, failure, "check that Ceph is healthy");
            case ENGINE_MISSING -> throw again(Obstacle.NO_PROGRAM, failure, "install ceph-common beside the function");
            case TOO_MANY -> throw again(Obstacle.BUSY, failure, "send less at once");
            case UNKNOWN -> throw again(Obstacle.UNKNOWN, failure, "see the function's log");
        };
    }

    private static <T> Outcome<T> refused(Reason reason, RbdException failure, String advice) {
        return new Outcome.Refused<>(new Refusal(reason, failure.getMessage() + "; " + advice, List.of()));
    }

    private static TryAgainException again(RuntimeException unavailable) {
        return new TryAgainException(Obstacle.UNREACHABLE, String.valueOf(unavailable.getMessage()), unavailable);
    }

    private static TryAgainException again(Obstacle obstacle, RbdException failure, String advice) {
        return new TryAgainException(obstacle, failure.getMessage() + "; " + advice, failure);
    }
}
