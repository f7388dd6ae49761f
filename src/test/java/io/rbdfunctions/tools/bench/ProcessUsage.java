package io.rbdfunctions.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The CPU time and memory of a process without its children, from {@code /proc}. */
record ProcessUsage(double cpuMillis, double rssMegabytes) {
    private static final double MILLIS_PER_TICK = 10;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    static ProcessUsage of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        String line = Files.readString(process.resolve("stat"));
        // The fields after the name, which can contain blanks.
        List<String> fields =
                List.of(line.substring(line.lastIndexOf(')') + 2).strip().split(" "));
        long ticks = Long.parseLong(fields.get(USER_TIME)) + Long.parseLong(fields.get(SYSTEM_TIME));
        return new ProcessUsage(ticks * MILLIS_PER_TICK, rssKibibytes(process) / 1024.0);
    }

    private static long rssKibibytes(Path process) throws IOException {
        return Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
