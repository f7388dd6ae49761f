package io.rbdfunctions.process;

import java.io.IOException;

/** The program was not started: too many run already and none ended in time, or the machine did not let it. */
public final class TooBusyException extends ProcessException {
    private static final long serialVersionUID = 1L;

    private TooBusyException(String message) {
        super(message);
    }

    static TooBusyException noTurn(Command command) {
        return new TooBusyException("too many programs are running; %s was not started".formatted(command.program()));
    }

    /** The cause's message names the program and the error, never the arguments. */
    static TooBusyException notStarted(IOException cause) {
        return new TooBusyException(String.valueOf(cause.getMessage()));
    }
}
