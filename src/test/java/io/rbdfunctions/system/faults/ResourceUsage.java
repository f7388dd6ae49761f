package io.rbdfunctions.system.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What Linux says that a process holds, now and then, and whether that grows. */
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

    /** The slope of the line of least squares through what it held when it was warm. */
    double megabytesAnHour() {
        List<Sample> warm = warm();
        double meanTime = mean(warm, Sample::seconds);
        double meanSize = mean(warm, Sample::megabytes);
        double together = mean(warm, each -> (each.seconds - meanTime) * (each.megabytes - meanSize));
        double alone = mean(warm, each -> (each.seconds - meanTime) * (each.seconds - meanTime));
        return together / alone * SECONDS_AN_HOUR;
    }

    double growthOfFiles() {
        return growth(Sample::files);
    }

    double growthOfThreads() {
        return growth(Sample::threads);
    }

    /** Between the halves of the time when it was warm. */
    private double growth(ToDoubleFunction<Sample> value) {
        List<Sample> warm = warm();
        int half = warm.size() / 2;
        return mean(warm.subList(half, warm.size()), value) - mean(warm.subList(0, half), value);
    }

    /** The first third is the warm-up. */
    private List<Sample> warm() {
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
                .formatted(samples.getLast().megabytes, megabytesAnHour(), growthOfFiles(), growthOfThreads());
    }
}
