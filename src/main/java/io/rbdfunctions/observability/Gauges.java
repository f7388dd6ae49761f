package io.rbdfunctions.observability;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rbdfunctions.kubernetes.ApiFailures;
import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.reconcile.Reconcilers;
import io.rbdfunctions.sweep.FinishedSweep;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.Sweeper;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** What is looked up when it is asked for. */
@Singleton
final class Gauges {
    private final ChildProcesses children;
    private final RbdEngine images;
    private final Reconcilers reconcilers;
    private final Sweeper sweeper;

    Gauges(ChildProcesses children, RbdEngine images, Reconcilers reconcilers, Sweeper sweeper) {
        this.children = children;
        this.images = images;
        this.reconcilers = reconcilers;
        this.sweeper = sweeper;
    }

    void register(PrometheusRegistry registry, Load load) {
        gauge(registry, "requests_in_flight", "Requests that are worked on", load.inFlight()::getAsInt);
        gauge(registry, "requests_limit", "Requests that are worked on at once at the most", load::limit);
        gauge(registry, "children_running", "Commands that run", children::running);
        gauge(registry, "children_waiting", "Commands that wait for their turn", children::waiting);
        gauge(registry, "children_limit", "Commands that run at once at the most", children::limit);
        gauge(registry, "librbd_connections", "Connections of librbd that are kept", images::connections);
        gauge(registry, "retries_waiting", "Claims and volumes that wait to be tried again", reconcilers::waiting);
        gauge(registry, "retries_limit", "Claims and volumes that may wait", reconcilers::room);
        registerSweep(registry);
        CounterWithCallback.builder()
                .name("rbd_functions_api_failures_total")
                .help("Calls that the API server did not do, by HTTP status; 0 for no answer")
                .labelNames("code")
                .callback(callback ->
                        ApiFailures.counts().forEach((code, count) -> callback.call(count, Integer.toString(code))))
                .register(registry);
    }

    /** Before there was a sweep there is nothing to show, as zeros would say that all is well. */
    private void registerSweep(PrometheusRegistry registry) {
        sweep(
                registry,
                "sweep_last_timestamp_seconds",
                "When the last sweep ended",
                sweep -> sweep.at().toEpochMilli() / 1e3);
        sweep(
                registry,
                "sweep_complete",
                "Whether the last sweep got through (1) or is to be continued (0)",
                sweep -> sweep.report().isComplete() ? 1 : 0);
        sweep(
                registry,
                "sweep_claims",
                "Claims that the last sweep looked at",
                sweep -> sweep.report().claims());
        sweep(
                registry,
                "sweep_volumes",
                "Volumes that the last sweep looked at",
                sweep -> sweep.report().volumes());
        sweep(
                registry,
                "sweep_done",
                "What the last sweep brought to where it should be",
                sweep -> sweep.report().done().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        sweep(
                registry,
                "sweep_failures",
                "What the last sweep could not do",
                sweep -> sweep.report().failed());
        GaugeWithCallback.builder()
                .name("rbd_functions_orphans")
                .help(
                        "What the last sweep found to belong to nobody, 1001 for more than a thousand, by kind: images, volumes without "
                                + "one, images in the trash; and pools that it could not look into")
                .labelNames("kind")
                .callback(callback ->
                        Optional.ofNullable(sweeper.orphans()).ifPresent(found -> tell(found, callback::call)))
                .register(registry);
    }

    /** Takes a value for a kind. */
    @FunctionalInterface
    private interface ByKind {
        void tell(double value, String... kind);
    }

    private static void tell(Orphans orphans, ByKind gauge) {
        gauge.tell(orphans.images().size(), "image");
        gauge.tell(orphans.volumes().size(), "volume");
        gauge.tell(orphans.trashed().size(), "trash");
        gauge.tell(orphans.unreachable().size(), "pool");
    }

    private void sweep(PrometheusRegistry registry, String name, String help, ToDoubleFunction<FinishedSweep> value) {
        register(
                registry,
                name,
                help,
                callback -> Optional.ofNullable(sweeper.last())
                        .ifPresent(sweep -> callback.call(value.applyAsDouble(sweep))));
    }

    private static void gauge(PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
        register(registry, name, help, callback -> callback.call(value.getAsDouble()));
    }

    private static void register(
            PrometheusRegistry registry, String name, String help, Consumer<GaugeWithCallback.Callback> callback) {
        GaugeWithCallback.builder()
                .name("rbd_functions_" + name)
                .help(help)
                .callback(callback)
                .register(registry);
    }
}
