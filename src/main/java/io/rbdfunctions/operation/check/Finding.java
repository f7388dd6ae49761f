package io.rbdfunctions.operation.check;

import org.jspecify.annotations.Nullable;

/**
 * What a step of a check has found.
 *
 * @param detail never contains a key
 * @param remedy what to do; null unless the step failed
 */
public record Finding(
        Result result, String detail, @Nullable String remedy) {
    /** How a step can end. */
    public enum Result {
        PASSED,
        FAILED,
        /** The step could not be run, or does not apply to the class. */
        SKIPPED
    }

    public static Finding passed(String detail) {
        return new Finding(Result.PASSED, detail, null);
    }

    public static Finding failed(String detail, String remedy) {
        return new Finding(Result.FAILED, detail, remedy);
    }

    /**
     * A step that was not run.
     *
     * @param why what was not checked, and the reason
     */
    public static Finding skipped(String why) {
        return new Finding(Result.SKIPPED, why, null);
    }
}
