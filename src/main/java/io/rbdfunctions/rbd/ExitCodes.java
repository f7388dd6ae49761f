package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.ListSizes;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Resize;
import java.util.List;

/**
 * What rbd's exit codes mean. They are the errno of the failure; 1 is also that of a usage error. The one place where
 * rbd's words are looked at, and only where a code alone is ambiguous.
 */
final class ExitCodes {
    private static final String NO_CONNECTION = "couldn't connect to the cluster";

    /** Of any pool, of the one that rbd itself would take, and of a data pool. */
    private static final List<String> NO_POOL =
            List.of("error opening pool", "error opening default pool", "validate_data_pool");

    private ExitCodes() {}

    /** Whether the command did, or found done, what it was to do. */
    static boolean isSuccess(RbdCommand<?> command, int exitCode, String written) {
        return switch (exitCode) {
            case 0 -> true;
            case 2 -> command instanceof ListSizes && isListed(written);
            case 22 -> command instanceof Resize && written.contains("new size is equal to original size");
            default -> false;
        };
    }

    /** All were listed but those that cannot be opened; rbd fails when the last one is such. */
    private static boolean isListed(String written) {
        return written.contains("listing images failed: (2)")
                && written.contains("rbd: error opening ")
                && NO_POOL.stream().noneMatch(written::contains);
    }

    static RbdError classify(int exitCode, String written) {
        return switch (exitCode) {
            case 1 -> operationNotPermitted(written);
            case 2 -> noSuchEntry(written);
            case 13, 95 -> RbdError.DENIED;
            case 16, 116 -> RbdError.BUSY;
            case 17 -> RbdError.EXISTS;
            case 22 -> invalidArgument(written);
            case 28, 122 -> RbdError.NO_SPACE;
            case 39 -> RbdError.HAS_SNAPSHOTS;
            case 107, 108, 110, 111, 113 -> RbdError.UNREACHABLE;
            default -> RbdError.UNKNOWN;
        };
    }

    private static RbdError operationNotPermitted(String written) {
        return written.contains(NO_CONNECTION) || written.contains("(1) Operation not permitted")
                ? RbdError.DENIED
                : RbdError.BAD_ARGUMENT;
    }

    private static RbdError noSuchEntry(String written) {
        if (written.contains(NO_CONNECTION)) {
            return RbdError.UNREACHABLE;
        }
        if (NO_POOL.stream().anyMatch(written::contains)) {
            return RbdError.POOL_NOT_FOUND;
        }
        // Of a removal this means "gone": that must have been said, not guessed from a number.
        return written.contains("(2) No such file or directory") ? RbdError.NOT_FOUND : RbdError.UNKNOWN;
    }

    private static RbdError invalidArgument(String written) {
        if (written.contains("failed to decode key")) {
            return RbdError.DENIED;
        }
        return written.contains(NO_CONNECTION) ? RbdError.UNREACHABLE : RbdError.BAD_ARGUMENT;
    }
}
