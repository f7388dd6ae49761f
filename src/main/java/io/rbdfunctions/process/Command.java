package io.rbdfunctions.process;

import java.time.Duration;
import java.util.List;

/**
 * A program to run.
 *
 * @param program a name on the PATH, or a path
 * @param arguments must not contain secrets: all users of the machine can read them
 * @param input the standard input; may be a secret, so {@link #toString} leaves it out
 * @param deadline how long the program may run; positive
 * @param isDoubtful whether it may well hang until then: such programs have permits of their own
 */
public record Command(String program, List<String> arguments, String input, Duration deadline, boolean isDoubtful) {
    public Command {
        arguments = List.copyOf(arguments);
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException("deadline must be positive");
        }
    }

    public Command(String program, List<String> arguments, String input, Duration deadline) {
        this(program, arguments, input, deadline, false);
    }

    @Override
    public String toString() {
        return program + " " + String.join(" ", arguments);
    }
}
