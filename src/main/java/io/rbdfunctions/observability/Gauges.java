package io.rbdfunctions.observability;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.EngineConnections;
import io.rbdfunctions.reconcile.Reconcilers;
import io.rbdfunctions.sweep.FinishedSweep;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.SweepReport;
import io.rbdfunctions.sweep.Sweeper;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Metrics that are read from other objects at each scrape. */
@Singleton
final class Gauges {
    private final RequestLoad requests;
    private final ChildProcesses children;
    private final EngineConnections connections;
    private final Reconcilers reconcilers;
    private final Sweeper sweeper;

    Gauges(
            RequestLoad requests,
            ChildProcesses children,
            EngineConnections connections,
            Reconcilers reconcilers,
            Sweeper sweeper) {
        this.requests = requests;
        this.children = children;
        this.connections = connections;
        this.reconcilers = reconcilers;
        this.sweeper = sweeper;
    }

    void register(PrometheusRegistry registry) {
        gauge(registry, "requests_in_flight", "Requests in progress", requests::inFlight);
        gauge(registry, "requests_limit", "Maximum number of requests in progress", requests::limit);
        gauge(registry, "children_running", "Running child processes", children::running);
        gauge(registry, "children_waiting", "Commands that wait for a child process", children::waiting);
        gauge(registry, "children_limit", "Maximum number of running child processes", children::limit);
        gauge(registry, "librbd_connections", "Open connections of librbd", connections::count);
        gauge(registry, "retries_waiting", "Claims and volumes that wait for a retry", reconcilers::retryQueueSize);
        gauge(
                registry,
                "retries_limit",
                "Maximum number of claims and volumes that wait for a retry",
                reconcilers::retryQueueLimit);
        registerSweep(registry);
        CounterWithCallback.builder()
                .name("rbd_functions_api_failures_total")
                .help("Failed calls to the API server, by HTTP status; 0 if there was no response")
                .labelNames("code")
                .callback(callback ->
                        ApiException.counts().forEach((code, count) -> callback.call(count, Integer.toString(code))))
                .register(registry);
    }

    /** Before the first sweep these metrics are absent, since zeros would look as if all were well. */
    private void registerSweep(PrometheusRegistry registry) {
        register(
                registry,
                "sweep_last_timestamp_seconds",
                "End of the last sweep",
                gauge -> lastSweep().ifPresent(sweep -> gauge.call(sweep.at().toEpochMilli() / 1e3)));
        sweep(registry, "sweep_complete", "Whether the last sweep checked everything (1)", Gauges::complete);
        sweep(registry, "sweep_claims", "Claims that the last sweep checked", SweepReport::claims);
        sweep(registry, "sweep_volumes", "Volumes that the last sweep checked", SweepReport::volumes);
        sweep(registry, "sweep_done", "Objects that the last sweep reconciled, images that it purged", Gauges::done);
        sweep(registry, "sweep_failures", "Failures of the last sweep", SweepReport::failed);
        GaugeWithCallback.builder()
                .name("rbd_functions_orphans")
                .help("Orphans that the last sweep found, by kind, and pools that it could not search")
                .labelNames("kind")
                .callback(
                        callback -> Optional.ofNullable(sweeper.orphans()).ifPresent(found -> observe(found, callback)))
                .register(registry);
    }

    private static void observe(Orphans orphans, GaugeWithCallback.Callback gauge) {
        gauge.call(orphans.images().size(), "image");
        gauge.call(orphans.volumes().size(), "volume");
        gauge.call(orphans.trashed().size(), "trash");
        gauge.call(orphans.unreachable().size(), "pool");
    }

    private void sweep(PrometheusRegistry registry, String name, String help, ToDoubleFunction<SweepReport> value) {
        register(
                registry,
                name,
                help,
                gauge -> lastSweep().ifPresent(sweep -> gauge.call(value.applyAsDouble(sweep.report()))));
    }

    private Optional<FinishedSweep> lastSweep() {
        return Optional.ofNullable(sweeper.last());
    }

    private static double complete(SweepReport report) {
        return report.isComplete() ? 1 : 0;
    }

    private static double done(SweepReport report) {
        return report.done().values().stream().mapToInt(Integer::intValue).sum();
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
