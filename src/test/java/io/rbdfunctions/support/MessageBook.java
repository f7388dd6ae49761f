package io.rbdfunctions.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Collects the messages of a test class for people to read. Writes them to {@code target/messages.md}, with those of the other
 * classes.
 */
public final class MessageBook {
    static final Path PARTS = Path.of("target/messages");

    private final String title;
    private final TreeMap<String, List<String>> entries = new TreeMap<>();

    public MessageBook(String title) {
        this.title = title;
    }

    /** Adds what was sent or done, and the message. */
    public synchronized void add(String section, String cause, String message) {
        String entry = "* `%s`%n  - %s".formatted(cause, message.replace("\n", "\n    "));
        List<String> known = entries.computeIfAbsent(section, _ -> new ArrayList<>());
        if (!known.contains(entry)) {
            known.add(entry);
        }
    }

    public synchronized void write() {
        String text = entries.entrySet().stream()
                .map(section -> "%n## %s%n%n%s%n"
                        .formatted(section.getKey(), String.join(System.lineSeparator(), section.getValue())))
                .collect(Collectors.joining());
        try {
            Files.createDirectories(PARTS);
            Files.writeString(PARTS.resolve(title + ".md"), "# %s%n%s%n".formatted(title, text));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        combine();
    }

    /** Writes the messages of all classes into one file. */
    static void combine() {
        try (Stream<Path> parts = Files.list(PARTS)) {
            Files.writeString(
                    Path.of("target/messages.md"),
                    parts.sorted().map(MessageBook::read).collect(Collectors.joining()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Each line once: applications with their own class loaders append to the same part. */
    private static String read(Path part) {
        try (Stream<String> lines = Files.lines(part)) {
            Set<String> seen = new HashSet<>();
            return lines.filter(
                            line -> line.isEmpty() || !line.startsWith("* ") || line.endsWith("`") || seen.add(line))
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
