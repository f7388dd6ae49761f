package io.rbdfunctions.process;

import java.io.IOException;

/** A program could not be run to its end. The message never contains its arguments or its input. */
public abstract sealed class ProcessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProcessException(String message) {
        super(message);
    }

    /** The program missed its deadline and was killed. */
    public static final class DeadlineException extends ProcessException {
        private static final long serialVersionUID = 1L;

        private final String errors;

        DeadlineException(Command command, String errors) {
            super("%s did not end within %d ms and was killed"
                    .formatted(command.program(), command.deadline().toMillis()));
            this.errors = errors;
        }

        /** The standard error of the program until it was killed. */
        public String errors() {
            return errors;
        }
    }

    /** The program is not installed or not executable. */
    public static final class ProgramMissingException extends ProcessException {
        private static final long serialVersionUID = 1L;

        ProgramMissingException(String program) {
            super("program %s not found, or not executable".formatted(program));
        }
    }

    /** The program was not started: too many are running, or the operating system refused. */
    public static final class TooBusyException extends ProcessException {
        private static final long serialVersionUID = 1L;

        TooBusyException(Command command) {
            super("too many programs are running; %s was not started".formatted(command.program()));
        }

        /** The message of the cause names the program and the error, but not the arguments. */
        TooBusyException(IOException cause) {
            super(String.valueOf(cause.getMessage()));
        }
    }

    /** The program wrote more to its standard output than is kept. */
    public static final class OutputTooLongException extends ProcessException {
        private static final long serialVersionUID = 1L;

        OutputTooLongException(Command command, int limit) {
            super("%s wrote more than %d bytes".formatted(command.program(), limit));
        }
    }
}
