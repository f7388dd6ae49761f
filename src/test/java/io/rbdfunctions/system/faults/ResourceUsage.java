package io.rbdfunctions.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Samples the memory, open files and threads of a process, and computes their growth. */
final class ResourceUsage {
    private static final int SECONDS_AN_HOUR = 3600;

    private final Path process;
    private final long start = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();

    private record Sample(double seconds, double megabytes, long files, long threads) {}

    ResourceUsage(long pid) {
        process = Path.of("/proc", Long.toString(pid));
    }

    void sample() {
        try {
            samples.add(new Sample((System.nanoTime() - start) / 1e9, resident(), entries("fd"), entries("task")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void write(Path file) throws IOException {
        Files.write(
                file,
                Stream.concat(
                                Stream.of("seconds,rss_mb,fds,threads"),
                                samples.stream()
                                        .map(sample -> "%.0f,%.1f,%d,%d"
                                                .formatted(
                                                        sample.seconds,
                                                        sample.megabytes,
                                                        sample.files,
                                                        sample.threads)))
                        .toList());
    }

    /** The least-squares slope of the resident memory after the warm-up. */
    double megabytesPerHour() {
        List<Sample> afterWarmUp = afterWarmUp();
        double meanTime = mean(afterWarmUp, Sample::seconds);
        double meanSize = mean(afterWarmUp, Sample::megabytes);
        double covariance = mean(afterWarmUp, each -> (each.seconds - meanTime) * (each.megabytes - meanSize));
        double variance = mean(afterWarmUp, each -> (each.seconds - meanTime) * (each.seconds - meanTime));
        return covariance / variance * SECONDS_AN_HOUR;
    }

    double growthOfFiles() {
        return growth(Sample::files);
    }

    double growthOfThreads() {
        return growth(Sample::threads);
    }

    /** The difference between the means of the two halves after the warm-up. */
    private double growth(ToDoubleFunction<Sample> value) {
        List<Sample> afterWarmUp = afterWarmUp();
        int half = afterWarmUp.size() / 2;
        return mean(afterWarmUp.subList(half, afterWarmUp.size()), value) - mean(afterWarmUp.subList(0, half), value);
    }

    /** The samples without the first third, which is the warm-up. */
    private List<Sample> afterWarmUp() {
        return samples.subList(samples.size() / 3, samples.size());
    }

    private static double mean(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return samples.stream().mapToDouble(value).average().orElseThrow();
    }

    private double resident() throws IOException {
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        }
    }

    private long entries(String directory) throws IOException {
        try (Stream<Path> all = Files.list(process.resolve(directory))) {
            return all.count();
        }
    }

    @Override
    public String toString() {
        return "RSS %.1f MB at the end, %+.2f MB/h when warm, files %+.1f, threads %+.1f"
                .formatted(samples.getLast().megabytes, megabytesPerHour(), growthOfFiles(), growthOfThreads());
    }
}
