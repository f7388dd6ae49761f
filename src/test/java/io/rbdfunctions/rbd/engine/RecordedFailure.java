package io.rbdfunctions.rbd.engine;

import static java.util.Objects.requireNonNull;

import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
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

    /** A command of the same kind. */
    RbdCommand<?> parsed() {
        ImageRef image = ImageRef.of("kube", "img");
        ImageLayout layout = new ImageLayout(
                ImageFeatures.LAYERING, command.contains(" --data-pool ") ? new PoolName("data") : null, null, null);
        return switch (verb()) {
            case "create" -> new Create(image, Capacity.ofMebibytes(8), layout);
            case "resize" -> new Resize(image, Capacity.ofMebibytes(8));
            case "rm" -> new Remove(image);
            default -> new Info(image);
        };
    }

    /** As {@link RbdCommand#verb()}. */
    String verb() {
        String[] words = command.split(" ", 4);
        return switch (words[2]) {
            case "remove" -> "rm";
            case "list" -> "ls";
            case "image-meta", "lock", "snap", "trash" -> words[2] + " " + words[3].split(" ", 2)[0];
            default -> words[2];
        };
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
