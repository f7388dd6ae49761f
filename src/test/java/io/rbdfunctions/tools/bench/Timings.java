package io.rbdfunctions.tools.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Measured times of one operation, in milliseconds. */
final class Timings {
    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());

    static Timings of(Stream<Double> millis) {
        Timings timings = new Timings();
        millis.forEach(timings.millis::add);
        return timings;
    }

    void time(Runnable task) {
        long start = System.nanoTime();
        task.run();
        add(Duration.ofNanos(System.nanoTime() - start));
    }

    void add(Duration time) {
        millis.add(time.toNanos() / 1e6);
    }

    double median() {
        return quantile(0.5);
    }

    double p90() {
        return quantile(0.9);
    }

    double p99() {
        return quantile(0.99);
    }

    double min() {
        return quantile(0);
    }

    double max() {
        return quantile(1);
    }

    private double quantile(double fraction) {
        // Copy, because a probe can still add its last sample.
        List<Double> sorted = Stream.of(millis.toArray(Double[]::new)).sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(fraction * sorted.size())));
    }
}
