package io.rbdfunctions.rbd;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command that failed on a real cluster, its output, and its classification: an {@link RbdError} or {@code success}.
 */
record RecordedFailure(String command, int exitCode, String expected, String output) {

    static Stream<RecordedFailure> all() {
        return Stream.of(read("/rbd/failures.txt").split("\n\n"))
                .filter(entry -> entry.startsWith("$ "))
                .map(entry -> of(entry.lines().toList()));
    }

    private static RecordedFailure of(List<String> lines) {
        String[] ending = lines.get(1).split(": ", 2);
        return new RecordedFailure(
                lines.getFirst(),
                Integer.parseInt(ending[0].substring("exit ".length())),
                ending[1],
                lines.stream()
                        .skip(2)
                        .map(line -> line.substring("stderr| ".length()))
                        .collect(Collectors.joining("\n")));
    }

    private static String read(String resource) {
        try (InputStream file = requireNonNull(RecordedFailure.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(resource, unreadable);
        }
    }

    @Override
    public String toString() {
        return "%s: exit %d".formatted(command, exitCode);
    }
}
