package io.rbdfunctions.rbd.librbd.ffm;

import java.time.Duration;

/** A command could not be run by librbd. The message never contains a key. */
public abstract sealed class LibrbdException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LibrbdException(String message) {
        super(message);
    }

    /** A call returned an error. The message has the form of an error of the {@code rbd} command. */
    public static final class CallFailedException extends LibrbdException {
        private static final long serialVersionUID = 1L;

        private final int errno;

        /**
         * Describes the failure of a call.
         *
         * @param context what failed, worded as by the {@code rbd} command, such as {@code error opening image data}
         * @param errno positive
         */
        public CallFailedException(String context, int errno) {
            this(errno, context + ": " + Errno.describe(errno));
        }

        private CallFailedException(int errno, String message) {
            super(message);
            this.errno = errno;
        }

        /** For calls that use an errno with a meaning of their own. */
        public static CallFailedException withMessage(String message, int errno) {
            return new CallFailedException(errno, message);
        }

        /** The exit code of the {@code rbd} command for this error. */
        public int errno() {
            return errno;
        }

        /** Whether a new connection may help: this one is lost or was rejected, or has outdated capabilities. */
        public boolean isConnectionFailure() {
            return switch (errno) {
                case 1, 13, 95, 107, 108, 110, 111, 113 -> true;
                default -> false;
            };
        }
    }

    /** A call missed its deadline. It cannot be cancelled and may still succeed. */
    public static final class CallOverdueException extends LibrbdException {
        private static final long serialVersionUID = 1L;

        public CallOverdueException(Duration deadline) {
            super("librbd did not answer within %d ms".formatted(deadline.toMillis()));
        }
    }

    /** A library or one of its functions is missing. */
    public static final class LibraryMissingException extends LibrbdException {
        private static final long serialVersionUID = 1L;

        LibraryMissingException(String message) {
            super(message);
        }
    }

    /** The call was not started because too many are running. */
    public static final class TooManyCallsException extends LibrbdException {
        private static final long serialVersionUID = 1L;

        public TooManyCallsException() {
            super("too many calls of librbd are running; this one was not started");
        }
    }
}
