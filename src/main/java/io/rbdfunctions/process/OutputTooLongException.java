package io.rbdfunctions.process;

/** A program wrote more on its standard output than is kept. */
public final class OutputTooLongException extends ProcessException {
    private static final long serialVersionUID = 1L;

    OutputTooLongException(Command command, int limit) {
        super("%s wrote more than %d bytes".formatted(command.program(), limit));
    }
}
