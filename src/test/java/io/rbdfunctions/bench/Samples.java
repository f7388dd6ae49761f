package io.rbdfunctions.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Times of one thing, in milliseconds. */
final class Samples {
    private final List<Double> millis = new ArrayList<>();

    void time(Runnable work) {
        long start = System.nanoTime();
        work.run();
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

    private double quantile(double share) {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }
}
