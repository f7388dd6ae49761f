package io.rbdfunctions.support;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was tried, by kind, and how much of it ended as it should: {@code target/faults.md} and {@code target/hostile.md}.
 * Tests run in several processes and class loaders, so each test class keeps a file of its own, and any of them writes
 * the table of all.
 */
public final class SurvivalReport {
    private static final Path TARGET = Path.of("target");

    private final Path target;
    private final String table;
    private final String good;
    private final Path file;
    private boolean isBegun;

    SurvivalReport(Path target, String table, String good, Class<?> test) {
        this.target = target;
        this.table = table;
        this.good = good;
        this.file = target.resolve("tally").resolve(table).resolve(test.getSimpleName());
    }

    /** Of faults and how many were survived. */
    public static SurvivalReport faults(Class<?> test) {
        return new SurvivalReport(TARGET, "faults", "survived", test);
    }

    /** Of hostile inputs and how many were refused cleanly, or answered where they were harmless. */
    public static SurvivalReport hostile(Class<?> test) {
        return new SurvivalReport(TARGET, "hostile", "answered cleanly", test);
    }

    /** Tries it once: what it throws is passed on, and counted as a try that did not end well. */
    public void attempt(String kind, Runnable fault) {
        boolean isWell = false;
        try {
            fault.run();
            isWell = true;
        } finally {
            add(kind, 1, isWell ? 1 : 0);
        }
    }

    /** Counts so many at once. */
    public synchronized void add(String kind, int tried, int well) {
        try {
            Files.createDirectories(file.getParent());
            String line = "%s\t%d\t%d%n".formatted(kind, tried, well);
            if (isBegun) {
                Files.writeString(file, line, CREATE, APPEND);
            } else {
                Files.writeString(file, line, CREATE, TRUNCATE_EXISTING);
                isBegun = true;
            }
            Files.writeString(target.resolve(table + ".md"), table());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The table of all tests so far, with its sum in the last row. */
    String table() throws IOException {
        Map<String, int[]> kinds = new TreeMap<>();
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (Path each : files.toList()) {
                Files.readAllLines(each).forEach(line -> sum(kinds, line));
            }
        }
        StringBuilder text = new StringBuilder(
                "| %s | tried | %s |%n|---|---|---|%n".formatted(table.equals("faults") ? "fault" : "input", good));
        kinds.forEach((kind, counts) -> text.append("| %s | %d | %d |%n".formatted(kind, counts[0], counts[1])));
        int tried = kinds.values().stream().mapToInt(counts -> counts[0]).sum();
        int well = kinds.values().stream().mapToInt(counts -> counts[1]).sum();
        return text.append("| **%s: %d tried, %d %s** | %2$d | %3$d |%n".formatted(table, tried, well, good))
                .toString();
    }

    private static void sum(Map<String, int[]> kinds, String line) {
        List<String> cells = List.of(line.split("\t"));
        int[] counts = kinds.computeIfAbsent(cells.getFirst(), _ -> new int[2]);
        counts[0] += Integer.parseInt(cells.get(1));
        counts[1] += Integer.parseInt(cells.getLast());
    }
}
