package io.rbdfunctions.rbd.engine;

import static io.rbdfunctions.rbd.RbdException.NO_CONNECTION;

import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.command.CloneCommand;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Resize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the exit codes of {@code rbd}: the errno of the failure, and 1 also for a usage error. Reads the output
 * only where the code is ambiguous.
 */
final class ExitCodes {
    /** The beginning of the message of both engines for a missing RADOS namespace. */
    private static final String NO_NAMESPACE = "namespace '";

    /** The messages for a missing pool, a missing default pool, a missing data pool and a missing namespace. */
    private static final List<String> NO_POOL =
            List.of("error opening pool", "error opening default pool", "validate_data_pool", NO_NAMESPACE);

    /** The message of both engines for a key of a newer type than the client knows. */
    static final String KEY_TYPE = "cannot use a key of the type aes256k";

    private ExitCodes() {}

    /** Whether the command succeeded, or the cluster was in the requested state already. */
    static boolean isSuccess(RbdCommand<?> command, int exitCode, String output) {
        return switch (exitCode) {
            case 0 -> true;
            case 2 -> command instanceof ListCommand.Sizes && isListed(output);
            case 22 ->
                switch (command) {
                    case Resize _ -> output.contains("new size is equal to original size");
                    case CloneCommand.Flatten _ -> output.contains("image has no parent");
                    default -> false;
                };
            default -> false;
        };
    }

    /** {@code rbd ls -l} leaves out images that it cannot open, but fails if the last one is such an image. */
    private static boolean isListed(String output) {
        return output.contains("listing images failed: (2)")
                && output.contains("rbd: error opening ")
                && NO_POOL.stream().noneMatch(output::contains);
    }

    static RbdError classify(@Nullable RbdCommand<?> command, int exitCode, String output) {
        return switch (exitCode) {
            case 1 -> operationNotPermitted(output);
            case 2 -> noSuchEntry(output);
            case 13 -> RbdError.DENIED;
            case 16 -> busy(output);
            case 17 -> RbdError.EXISTS;
            case 22 -> invalidArgument(command, output);
            case 28, 122 -> RbdError.NO_SPACE;
            case 30 -> RbdError.LOCKED;
            case 31 -> RbdError.IN_GROUP;
            case 38 -> notImplemented(command);
            case 39 -> RbdError.HAS_SNAPSHOTS;
            case 95 -> notSupported(command, output);
            case 107, 108, 110, 111, 113 -> RbdError.UNREACHABLE;
            case 116 -> RbdError.BUSY;
            default -> RbdError.UNKNOWN;
        };
    }

    /** An operation on an object fails with the errnos of {@code rbd}. An erasure-coded pool has no omaps. */
    static RbdError classifyObjectOperation(int errno, String message) {
        return errno == 95 && !message.contains(NO_CONNECTION)
                ? RbdError.ERASURE_CODED
                : classify(null, errno, message);
    }

    /** What to add to the message of a failure, since the pool is there if its namespace is missing. */
    static String remedy(RbdCommand<?> command, String output) {
        return output.contains(NO_NAMESPACE) && !command.pool().namespace().isDefault()
                ? "; create it with: rbd namespace create " + command.pool()
                : "";
    }

    private static RbdError operationNotPermitted(String output) {
        return output.contains(NO_CONNECTION) || output.contains("(1) Operation not permitted")
                ? RbdError.DENIED
                : RbdError.BAD_ARGUMENT;
    }

    private static RbdError busy(String output) {
        return output.contains("image in migration state") || output.contains("cannot move migrating image")
                ? RbdError.MIGRATING
                : RbdError.BUSY;
    }

    private static RbdError noSuchEntry(String output) {
        if (output.contains(NO_CONNECTION)) {
            return RbdError.UNREACHABLE;
        }
        if (NO_POOL.stream().anyMatch(output::contains)) {
            return RbdError.POOL_NOT_FOUND;
        }
        // Callers take NOT_FOUND of a removal as proof that the image is gone, so the code alone is not enough.
        return output.contains("(2) No such file or directory") || output.contains("snapshot does not exist")
                ? RbdError.NOT_FOUND
                : RbdError.UNKNOWN;
    }

    private static RbdError invalidArgument(@Nullable RbdCommand<?> command, String output) {
        if (output.contains(KEY_TYPE)) {
            return RbdError.KEY_TYPE;
        }
        if (output.contains("failed to decode key")) {
            return RbdError.DENIED;
        }
        if (output.contains("pool missing required overwrite support")) {
            return hasDataPool(command) ? RbdError.NO_OVERWRITES : RbdError.ERASURE_CODED;
        }
        return output.contains(NO_CONNECTION) ? RbdError.UNREACHABLE : RbdError.BAD_ARGUMENT;
    }

    private static boolean hasDataPool(@Nullable RbdCommand<?> command) {
        return switch (command) {
            case Create create -> create.layout().dataPool() != null;
            case CloneCommand.Create clone -> clone.layout().dataPool() != null;
            case null, default -> false;
        };
    }

    /** A clone needs the feature layering, and so does its parent. */
    private static RbdError notImplemented(@Nullable RbdCommand<?> command) {
        return command instanceof CloneCommand.Create ? RbdError.NO_LAYERING : RbdError.UNKNOWN;
    }

    /** Without a key, {@code rbd} connects without authentication, which the cluster does not support. */
    private static RbdError notSupported(@Nullable RbdCommand<?> command, String output) {
        if (output.contains(NO_CONNECTION)) {
            return RbdError.DENIED;
        }
        // An erasure-coded pool has no omap, in which the directory of images is.
        return command instanceof Create ? RbdError.ERASURE_CODED : RbdError.UNSUPPORTED;
    }
}
