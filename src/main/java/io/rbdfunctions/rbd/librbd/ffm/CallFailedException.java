package io.rbdfunctions.rbd.librbd.ffm;

/** A call returned an error. The message has the form of an error of the {@code rbd} command. */
public final class CallFailedException extends LibrbdException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
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
