package io.rbdfunctions.rbd.librbd.ffm;

/** Linux error numbers. librados and librbd return them as negative numbers. */
public final class Errno {
    public static final int NOT_PERMITTED = 1;
    public static final int MISSING = 2;
    public static final int ID_TAKEN = 9;
    public static final int BUSY = 16;
    public static final int INVALID = 22;
    public static final int READ_ONLY = 30;
    static final int RANGE = 34;
    public static final int NOT_EMPTY = 39;

    private Errno() {}

    /**
     * Returns the result of a call.
     *
     * @throws LibrbdException if the result is negative
     */
    public static int check(int result, String context) {
        if (result < 0) {
            throw new LibrbdException(context, -result);
        }
        return result;
    }

    /** Describes an error as Ceph does, such as {@code (2) No such file or directory}, independent of the locale. */
    static String describe(int errno) {
        return "(%d) %s".formatted(errno, meaning(errno));
    }

    private static String meaning(int errno) {
        return switch (errno) {
            case NOT_PERMITTED -> "Operation not permitted";
            case MISSING -> "No such file or directory";
            case 5 -> "Input/output error";
            case ID_TAKEN -> "Bad file descriptor";
            case 11 -> "Resource temporarily unavailable";
            case 12 -> "Cannot allocate memory";
            case 13 -> "Permission denied";
            case BUSY -> "Device or resource busy";
            case 17 -> "File exists";
            case INVALID -> "Invalid argument";
            case 27 -> "File too large";
            case 28 -> "No space left on device";
            case READ_ONLY -> "Read-only file system";
            case 31 -> "Too many links";
            case RANGE -> "Numerical result out of range";
            case 38 -> "Function not implemented";
            case NOT_EMPTY -> "Directory not empty";
            case 95 -> "Operation not supported";
            case 107 -> "Transport endpoint is not connected";
            case 108 -> "Cannot send after transport endpoint shutdown";
            case 110 -> "Connection timed out";
            case 111 -> "Connection refused";
            case 113 -> "No route to host";
            case 116 -> "Stale file handle";
            case 117 -> "Structure needs cleaning";
            case 122 -> "Disk quota exceeded";
            case 125 -> "Operation canceled";
            default -> "error %d".formatted(errno);
        };
    }
}
