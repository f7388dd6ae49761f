package io.rbdfunctions.process;

/** Runs programs. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * Runs the program to its end; any exit code is a result.
     *
     * @throws DeadlineException when it outlived its deadline; it and all its descendants are dead then
     * @throws ProgramMissingException when there is no such program
     * @throws TooBusyException when too many programs run and none ended in time; this one was not started
     * @throws OutputTooLongException when it wrote more than is kept; it ran to its end
     */
    Result run(Command command);
}
