package io.rbdfunctions.process;

/** A program outlived its deadline and was killed. */
public final class DeadlineException extends ProcessException {
    private static final long serialVersionUID = 1L;

    private final String errors;

    DeadlineException(Command command, String errors) {
        super("%s did not end within %d ms and was killed"
                .formatted(command.program(), command.deadline().toMillis()));
        this.errors = errors;
    }

    /** What the program had written on its standard error until then. */
    public String errors() {
        return errors;
    }
}
