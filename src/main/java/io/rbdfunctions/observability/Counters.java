package io.rbdfunctions.observability;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import io.rbdfunctions.operation.audit.OperationRecord;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.rbd.RbdCallListener.RbdCall;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts operations, commands and requests. Each label has few values; none holds a name that a caller chose. */
@Singleton
public final class Counters {
    /** In seconds, from a call of librbd to the deletion of a large image. */
    private static final double[] BUCKETS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 240};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter operations;
    private final Histogram operationTimes;
    private final Counter commands;
    private final Histogram commandTimes;
    private final Counter rejected;
    private final Counter reviews;

    Counters() {
        operations = counter("operations", "Finished operations, by outcome and reason", "verb", "outcome", "reason");
        operationTimes = times("operation", "Duration of operations", "verb", "outcome");
        commands = counter(
                "rbd_commands", "RBD commands, by kind of failure; ok if they succeeded", "verb", "engine", "result");
        commandTimes = times("rbd_command", "Duration of RBD commands", "verb", "engine");
        rejected = counter(
                "requests_rejected", "Requests that were rejected before they reached a function, by reason", "reason");
        reviews = counter("reviews", "Admission reviews, by verdict; unknown if the review failed", "verdict");
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder()
                .name("rbd_functions_%s_total".formatted(name))
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    private Histogram times(String name, String help, String... labels) {
        return Histogram.builder()
                .name("rbd_functions_%s_duration".formatted(name))
                .unit(Unit.SECONDS)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(BUCKETS)
                .withoutExemplars()
                .register(registry);
    }

    PrometheusRegistry registry() {
        return registry;
    }

    void count(OperationRecord operation) {
        String outcome = EnumText.label(operation.ending());
        operations.labelValues(operation.verb(), outcome, operation.reason()).inc();
        operationTimes.labelValues(operation.verb(), outcome).observe(seconds(operation.duration()));
    }

    void count(RbdCall call) {
        String result = call.error() == null ? "ok" : EnumText.label(call.error());
        commands.labelValues(call.verb(), call.engine(), result).inc();
        commandTimes.labelValues(call.verb(), call.engine()).observe(seconds(call.took()));
    }

    /** Counts a request that was rejected before it reached a function. */
    public void countRejected(Enum<?> reason) {
        rejected.labelValues(EnumText.label(reason)).inc();
    }

    /** Counts an admission review. */
    public void countReview(String verdict) {
        reviews.labelValues(verdict).inc();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
