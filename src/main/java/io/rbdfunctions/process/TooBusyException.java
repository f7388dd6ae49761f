package io.rbdfunctions.process;

/** As many programs as may run at once are running, and none ended while this one waited. */
public final class TooBusyException extends ProcessException {
    private static final long serialVersionUID = 1L;

    TooBusyException(Command command) {
        super("too many programs are running; %s was not started".formatted(command.program()));
    }
}
