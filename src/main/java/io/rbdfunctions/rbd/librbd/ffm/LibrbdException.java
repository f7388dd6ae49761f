package io.rbdfunctions.rbd.librbd.ffm;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A command could not be run by librbd. The message never contains a key. */
public final class LibrbdException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** A call returned an error. The message has the form of an error of the {@code rbd} command. */
        CALL_FAILED,
        /** A call missed its deadline. It cannot be cancelled and may still succeed. */
        DEADLINE,
        /** A library or one of its functions is missing. */
        LIBRARY_MISSING,
        /** The call was not started because too many are running. */
        TOO_MANY_CALLS
    }

    private final Reason reason;
    private final int errno;

    private LibrbdException(Reason reason, int errno, String message) {
        super(message);
        this.reason = reason;
        this.errno = errno;
    }

    /**
     * A call failed.
     *
     * @param context what failed, worded as by the {@code rbd} command, such as {@code error opening image data}
     * @param errno positive
     */
    public LibrbdException(String context, int errno) {
        this(Reason.CALL_FAILED, errno, context + ": " + Errno.describe(errno));
    }

    /** For calls that use an errno with a meaning of their own. */
    public static LibrbdException withMessage(String message, int errno) {
        return new LibrbdException(Reason.CALL_FAILED, errno, message);
    }

    public static LibrbdException overdue(Duration deadline) {
        return new LibrbdException(
                Reason.DEADLINE, 0, "librbd did not answer within %d ms".formatted(deadline.toMillis()));
    }

    /** The manager has not answered this command or an earlier one in time. */
    public static LibrbdException unanswered() {
        return new LibrbdException(Reason.DEADLINE, 0, "no manager has answered");
    }

    /** The call was not started, since an earlier one on the same image has not returned. */
    public static LibrbdException stillRunning(Instant begun) {
        return new LibrbdException(
                Reason.DEADLINE,
                0,
                "an earlier change of the image, begun at %s, has not ended; this one was not started"
                        .formatted(begun.truncatedTo(ChronoUnit.SECONDS)));
    }

    public static LibrbdException tooManyCalls() {
        return new LibrbdException(
                Reason.TOO_MANY_CALLS, 0, "too many calls of librbd are running; this one was not started");
    }

    /** The call was not started, or not waited for, since the thread is interrupted. Keeps it interrupted. */
    public static LibrbdException interrupted() {
        Thread.currentThread().interrupt();
        return tooManyCalls();
    }

    static LibrbdException missing(String message) {
        return new LibrbdException(Reason.LIBRARY_MISSING, 0, message);
    }

    public Reason reason() {
        return reason;
    }

    /** The exit code of the {@code rbd} command for the error of a failed call; 0 for other reasons. */
    public int errno() {
        return errno;
    }

    /** Whether a new connection may help: this one is lost or was rejected, or has outdated capabilities. */
    public boolean isConnectionFailure() {
        return switch (errno) {
            case 1, 13, 107, 108, 110, 111, 113 -> true;
            default -> false;
        };
    }
}
