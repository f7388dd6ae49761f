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
final class Counters {
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
        operations = Counter.builder()
                .name("rbd_functions_operations_total")
                .help("Finished operations, by outcome and reason")
                .labelNames("verb", "outcome", "reason")
                .withoutExemplars()
                .register(registry);
        operationTimes = times("rbd_functions_operation_duration", "Duration of operations", "verb", "outcome")
                .register(registry);
        commands = Counter.builder()
                .name("rbd_functions_rbd_commands_total")
                .help("RBD commands, by kind of failure; ok if they succeeded")
                .labelNames("verb", "engine", "result")
                .withoutExemplars()
                .register(registry);
        commandTimes = times("rbd_functions_rbd_command_duration", "Duration of RBD commands", "verb", "engine")
                .register(registry);
        rejected = Counter.builder()
                .name("rbd_functions_requests_rejected_total")
                .help("Requests that were rejected before they reached a function, by reason")
                .labelNames("reason")
                .withoutExemplars()
                .register(registry);
        reviews = Counter.builder()
                .name("rbd_functions_reviews_total")
                .help("Admission reviews, by verdict; unknown if the review failed")
                .labelNames("verdict")
                .withoutExemplars()
                .register(registry);
    }

    PrometheusRegistry registry() {
        return registry;
    }

    private static Histogram.Builder times(String name, String help, String... labels) {
        return Histogram.builder()
                .name(name)
                .unit(Unit.SECONDS)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(BUCKETS)
                .withoutExemplars();
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

    void countRejected(Enum<?> reason) {
        rejected.labelValues(EnumText.label(reason)).inc();
    }

    void countReview(String verdict) {
        reviews.labelValues(verdict).inc();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
