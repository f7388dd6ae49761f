package io.rbdfunctions.process;

/** Runs programs. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * Runs the program to its end. Any exit code is a result.
     *
     * @throws ProcessException if the program did not start, missed its deadline or wrote too much
     */
    Result run(Command command);
}
