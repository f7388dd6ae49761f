package io.rbdfunctions.rbd.librbd.ffm;

/** A call that the library answered with an error. The message has the form of the rbd command's. */
public final class CallFailedException extends LibrbdException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    /**
     * @param what what failed, in the words of the rbd command, such as {@code error opening image data}
     * @param errno greater than zero
     */
    public CallFailedException(String what, int errno) {
        this(errno, what + ": " + Errno.words(errno));
    }

    private CallFailedException(int errno, String message) {
        super(message);
        this.errno = errno;
    }

    /** Where a number means something of its own, which its usual words would hide. */
    public static CallFailedException saying(String message, int errno) {
        return new CallFailedException(errno, message);
    }

    /** The number that the rbd command would exit with. */
    public int errno() {
        return errno;
    }

    /** Whether another connection might do better: this one is lost, or was not let in, or its rights may have grown. */
    public boolean isOfConnection() {
        return switch (errno) {
            case 1, 13, 95, 107, 108, 110, 111, 113 -> true;
            default -> false;
        };
    }
}
