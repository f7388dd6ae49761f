package io.rbdfunctions.observability;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import io.rbdfunctions.operation.audit.OperationRecord;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.rbd.RbdCall;
import java.time.Duration;

/** What is counted as it happens. No label holds a name from outside: each has a handful of values. */
final class Instruments {
    /** Seconds: from a call of librbd to the removal of a large image. */
    private static final double[] BOUNDS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 240};

    private final Counter operations;
    private final Histogram operationTimes;
    private final Counter commands;
    private final Histogram commandTimes;
    private final Counter refused;
    private final Counter reviews;

    Instruments(PrometheusRegistry registry) {
        operations = Counter.builder()
                .name("rbd_functions_operations_total")
                .help("Operations that ended, by how and why")
                .labelNames("verb", "outcome", "reason")
                .withoutExemplars()
                .register(registry);
        operationTimes = times("rbd_functions_operation_duration", "How long operations took", "verb", "outcome")
                .register(registry);
        commands = Counter.builder()
                .name("rbd_functions_rbd_commands_total")
                .help("Commands on RBD, by the class of their failure; ok for none")
                .labelNames("verb", "engine", "result")
                .withoutExemplars()
                .register(registry);
        commandTimes = times("rbd_functions_rbd_command_duration", "How long commands on RBD took", "verb", "engine")
                .register(registry);
        refused = Counter.builder()
                .name("rbd_functions_requests_refused_total")
                .help("Requests that were sent away before a function saw them, by why")
                .labelNames("reason")
                .withoutExemplars()
                .register(registry);
        reviews = Counter.builder()
                .name("rbd_functions_reviews_total")
                .help(
                        "Changes that the API server asked about, by what was said of them; unknown where nothing could be")
                .labelNames("verdict")
                .withoutExemplars()
                .register(registry);
    }

    private static Histogram.Builder times(String name, String help, String... labels) {
        return Histogram.builder()
                .name(name)
                .unit(Unit.SECONDS)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(BOUNDS)
                .withoutExemplars();
    }

    void count(OperationRecord record) {
        String outcome = EnumText.label(record.ending());
        operations.labelValues(record.verb(), outcome, record.reason()).inc();
        operationTimes.labelValues(record.verb(), outcome).observe(seconds(record.took()));
    }

    void count(RbdCall call) {
        String result = call.error() == null ? "ok" : EnumText.label(call.error());
        commands.labelValues(call.verb(), call.engine(), result).inc();
        commandTimes.labelValues(call.verb(), call.engine()).observe(seconds(call.took()));
    }

    void countRefused(Enum<?> reason) {
        refused.labelValues(EnumText.label(reason)).inc();
    }

    void countReview(String verdict) {
        reviews.labelValues(verdict).inc();
    }

    private static double seconds(Duration took) {
        return took.toNanos() / 1e9;
    }
}
