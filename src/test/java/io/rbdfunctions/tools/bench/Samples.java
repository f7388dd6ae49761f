package io.rbdfunctions.tools.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Times of one thing, in milliseconds. */
final class Samples {
    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());

    static Samples of(Stream<Double> millis) {
        Samples samples = new Samples();
        millis.forEach(samples.millis::add);
        return samples;
    }

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

    double least() {
        return quantile(0);
    }

    double most() {
        return quantile(1);
    }

    private double quantile(double share) {
        // A copy: a probe may still be adding its last one.
        List<Double> sorted = Stream.of(millis.toArray(Double[]::new)).sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }
}
