package io.rbdfunctions.process;

import io.rbdfunctions.process.ProcessException.DeadlineException;
import io.rbdfunctions.process.ProcessException.OutputTooLongException;
import io.rbdfunctions.process.ProcessException.ProgramMissingException;
import io.rbdfunctions.process.ProcessException.TooBusyException;

/** Runs programs. */
@FunctionalInterface
public interface CommandRunner {
    /**
     * Runs the program to its end. Any exit code is a result.
     *
     * @throws DeadlineException if the program missed its deadline; it and its descendants have been killed
     * @throws ProgramMissingException if there is no such program
     * @throws TooBusyException if the program was not started because too many are running
     * @throws OutputTooLongException if the program wrote more than is kept
     */
    Result run(Command command);
}
