package io.rbdfunctions.process;

/** A program that could not be run to its end. The message never holds its arguments or its input. */
public abstract sealed class ProcessException extends RuntimeException
        permits DeadlineException, ProgramMissingException, TooBusyException, OutputTooLongException {
    private static final long serialVersionUID = 1L;

    ProcessException(String message) {
        super(message);
    }
}
