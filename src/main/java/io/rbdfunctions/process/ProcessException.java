package io.rbdfunctions.process;

/** A program could not be run to its end. The message never contains its arguments or its input. */
public final class ProcessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /** The program missed its deadline. It and its descendants have been killed. */
        DEADLINE,
        /** The program is not installed or not executable. */
        PROGRAM_MISSING,
        /** The program was not started: too many are running, or the operating system refused. */
        TOO_BUSY,
        /** The program wrote more to its standard output than is kept. */
        OUTPUT_TOO_LONG
    }

    private final Reason reason;
    private final String errors;

    ProcessException(Reason reason, String message) {
        this(reason, message, "");
    }

    ProcessException(Reason reason, String message, String errors) {
        super(message);
        this.reason = reason;
        this.errors = errors;
    }

    public Reason reason() {
        return reason;
    }

    /** The standard error of a program that missed its deadline; empty otherwise. */
    public String errors() {
        return errors;
    }
}
