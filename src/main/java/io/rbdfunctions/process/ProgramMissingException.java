package io.rbdfunctions.process;

/** The program is not installed, or may not be executed. */
public final class ProgramMissingException extends ProcessException {
    private static final long serialVersionUID = 1L;

    ProgramMissingException(String program) {
        super("program %s not found, or not executable".formatted(program));
    }
}
