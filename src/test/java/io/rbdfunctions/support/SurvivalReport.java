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
 * Counts attempts and successes by kind, in {@code target/faults.md} and {@code target/hostile.md}. Because tests run
 * in several processes and class loaders, each test class writes its own file, and each write updates the common table.
 */
public final class SurvivalReport {
    private static final Path TARGET = Path.of("target");

    private final Path target;
    private final String table;
    private final String successLabel;
    private final Path file;
    private boolean isBegun;

    SurvivalReport(Path target, String table, String successLabel, Class<?> test) {
        this.target = target;
        this.table = table;
        this.successLabel = successLabel;
        this.file = target.resolve("tally").resolve(table).resolve(test.getSimpleName());
    }

    /** Faults and how many were survived. */
    public static SurvivalReport faults(Class<?> test) {
        return new SurvivalReport(TARGET, "faults", "survived", test);
    }

    /** Hostile inputs and how many were rejected cleanly or answered harmlessly. */
    public static SurvivalReport hostile(Class<?> test) {
        return new SurvivalReport(TARGET, "hostile", "answered cleanly", test);
    }

    /** Counts one attempt, which fails if the fault throws; rethrows the exception. */
    public void attempt(String kind, Runnable fault) {
        boolean isSuccess = false;
        try {
            fault.run();
            isSuccess = true;
        } finally {
            add(kind, 1, isSuccess ? 1 : 0);
        }
    }

    /** Counts several attempts. */
    public synchronized void add(String kind, int tried, int successes) {
        try {
            Files.createDirectories(file.getParent());
            String line = "%s\t%d\t%d%n".formatted(kind, tried, successes);
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

    /** The table of all tests so far, with the sums in the last row. */
    String table() throws IOException {
        Map<String, int[]> kinds = new TreeMap<>();
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (Path each : files.toList()) {
                Files.readAllLines(each).forEach(line -> sum(kinds, line));
            }
        }
        StringBuilder text = new StringBuilder("| %s | tried | %s |%n|---|---|---|%n"
                .formatted(table.equals("faults") ? "fault" : "input", successLabel));
        kinds.forEach((kind, counts) -> text.append("| %s | %d | %d |%n".formatted(kind, counts[0], counts[1])));
        int tried = kinds.values().stream().mapToInt(counts -> counts[0]).sum();
        int successes = kinds.values().stream().mapToInt(counts -> counts[1]).sum();
        return text.append(
                        "| **%s: %d tried, %d %s** | %2$d | %3$d |%n".formatted(table, tried, successes, successLabel))
                .toString();
    }

    private static void sum(Map<String, int[]> kinds, String line) {
        List<String> cells = List.of(line.split("\t"));
        int[] counts = kinds.computeIfAbsent(cells.getFirst(), _ -> new int[2]);
        counts[0] += Integer.parseInt(cells.get(1));
        counts[1] += Integer.parseInt(cells.getLast());
    }
}
