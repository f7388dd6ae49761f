package io.rbdfunctions.process;

import java.time.Duration;
import java.util.List;

/**
 * A program to be run.
 *
 * @param program its name, looked for on the PATH, or its path
 * @param arguments never hold a secret: any user of the machine can read them
 * @param input what it reads on its standard input; may be a secret, so it is never shown
 * @param deadline how long it may run, from its start; longer than zero
 */
public record Command(String program, List<String> arguments, String input, Duration deadline) {
    public Command {
        arguments = List.copyOf(arguments);
        if (!deadline.isPositive()) {
            throw new IllegalArgumentException("deadline must be positive");
        }
    }

    @Override
    public String toString() {
        return program + " " + String.join(" ", arguments);
    }
}
