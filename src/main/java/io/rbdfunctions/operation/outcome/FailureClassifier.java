package io.rbdfunctions.operation.outcome;

import io.rbdfunctions.journal.JournalException;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.secret.SecretException;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import java.util.function.Supplier;

/** Decides for each failure whether it is final (refused) or temporary (try again), and adds advice to the message. */
public final class FailureClassifier {
    private FailureClassifier() {}

    /**
     * Runs the operation. Unexpected exceptions pass through.
     *
     * @throws TryAgainException if the operation fails and the same request may succeed later
     */
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
        } catch (JournalException contradiction) {
            return new Outcome.Refused<>(new Refusal(
                    Reason.CONFLICT,
                    contradiction.getMessage()
                            + "; compare the journal with the volumes of Kubernetes, and correct it"));
        } catch (ApiException unavailable) {
            throw tryAgain(unavailable);
        } catch (RbdException failure) {
            return of(failure);
        }
    }

    /**
     * Runs work that needs only the API server.
     *
     * @throws TryAgainException if the API server fails
     */
    public static <T> T orTryAgain(Supplier<T> work) {
        try {
            return work.get();
        } catch (ApiException | StaleObjectException unavailable) {
            throw tryAgain(unavailable);
        }
    }

    private static TryAgainException tryAgain(RuntimeException unavailable) {
        return new TryAgainException(Obstacle.UNREACHABLE, String.valueOf(unavailable.getMessage()), unavailable);
    }

    private static <T> Outcome<T> of(RbdException failure) {
        return switch (failure.error()) {
            case NOT_FOUND -> refused(Reason.NOT_FOUND, failure, "the image does not exist");
            case POOL_NOT_FOUND ->
                refused(Reason.NOT_FOUND, failure, "create the pool, or change the pool of the class");
            case EXISTS -> refused(Reason.CONFLICT, failure, "use another name, or delete the existing image first");
            case BUSY ->
                new Outcome.Refused<>(
                        Refusal.watched(failure.getMessage() + "; try again when no client has the image open"));
            case LOCKED -> refused(Reason.IN_USE, failure, "remove the lock with rbd lock rm, see rbd lock ls");
            case IN_GROUP -> refused(Reason.IN_USE, failure, "remove the image from its group with rbd group image rm");
            case MIGRATING ->
                refused(Reason.IN_USE, failure, "run rbd migration execute and commit, or rbd migration abort");
            case DEMOTED ->
                refused(
                        Reason.IN_USE,
                        failure,
                        "change the image in the cluster where it is primary, or run rbd mirror image promote");
            case HAS_SNAPSHOTS -> refused(Reason.IN_USE, failure, "remove the snapshots first");
            case DENIED -> refused(Reason.DENIED, failure, "check adminId, its key and its capabilities");
            case KEY_TYPE ->
                refused(
                        Reason.DENIED,
                        failure,
                        "update the Ceph client to 20.2.4, or give the user a key of the type aes");
            case ERASURE_CODED ->
                refused(
                        Reason.INVALID,
                        failure,
                        "the pool is erasure-coded: name a replicated pool as pool, and the erasure-coded one as dataPool");
            case NO_OVERWRITES ->
                refused(Reason.INVALID, failure, "set allow_ec_overwrites of the data pool with ceph osd pool set");
            case NO_LAYERING ->
                refused(
                        Reason.INVALID,
                        failure,
                        "clones need the feature layering, which cannot be added to an image: copy its data to a new one");
            case UNSUPPORTED -> refused(Reason.INVALID, failure, "the cluster does not support this");
            case BAD_ARGUMENT -> refused(Reason.INVALID, failure, "correct the parameter that rbd rejects");
            case NO_SPACE -> throw tryAgain(Obstacle.NO_SPACE, failure, "free space in the pool or raise its quota");
            case UNREACHABLE ->
                throw tryAgain(Obstacle.UNREACHABLE, failure, "check the monitors, and that Ceph is up and not full");
            case DEADLINE -> throw tryAgain(Obstacle.DEADLINE, failure, "check that Ceph is healthy");
            case ENGINE_MISSING -> throw tryAgain(Obstacle.ENGINE_MISSING, failure, "install ceph-common");
            case TOO_MANY -> throw tryAgain(Obstacle.BUSY, failure, "send fewer requests at once");
            case UNKNOWN -> throw tryAgain(Obstacle.UNKNOWN, failure, "see the function's log");
        };
    }

    private static <T> Outcome<T> refused(Reason reason, RbdException failure, String advice) {
        return new Outcome.Refused<>(new Refusal(reason, failure.getMessage() + "; " + advice));
    }

    private static TryAgainException tryAgain(Obstacle obstacle, RbdException failure, String advice) {
        return new TryAgainException(obstacle, failure.getMessage() + "; " + advice, failure);
    }
}
