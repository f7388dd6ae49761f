package io.rbdfunctions.observability;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.operation.placement.ClassRoom;
import io.rbdfunctions.operation.placement.SegmentRoom;
import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.EngineConnections;
import io.rbdfunctions.reconcile.Reconcilers;
import io.rbdfunctions.reconcile.capacity.CapacityReconciler;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.SweepReport;
import io.rbdfunctions.sweep.Sweeper;
import io.rbdfunctions.sweep.Sweeper.FinishedSweep;
import io.rbdfunctions.sweep.cluster.SearchedCluster;
import io.rbdfunctions.watch.WatchConfig;
import io.rbdfunctions.watch.Watcher;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Exposes all metrics to Prometheus: the counters, and gauges that are read from other objects at each scrape. */
@Singleton
public final class Metrics {
    /** How many requests are being processed. */
    public interface RequestLoad {
        int inFlight();

        /** How many requests may be processed at the same time. */
        int limit();
    }

    public record Page(String contentType, String content) {}

    private final PrometheusRegistry registry;
    private final Sweeper sweeper;

    Metrics(
            Counters counters,
            RequestLoad requests,
            ChildProcesses children,
            EngineConnections connections,
            Reconcilers reconcilers,
            WatchConfig watch,
            Instance<Watcher> watcher,
            Sweeper sweeper,
            CapacityReconciler capacities) {
        this.registry = counters.registry();
        this.sweeper = sweeper;
        gauge("requests_in_flight", "Requests in progress", requests::inFlight);
        gauge("requests_limit", "Maximum number of requests in progress", requests::limit);
        gauge("children_running", "Running child processes", children::running);
        gauge("children_waiting", "Commands that wait for a child process", children::waiting);
        gauge("children_limit", "Maximum number of running child processes", children::limit);
        gauge("librbd_connections", "Open connections of librbd", connections::count);
        gauge("retries_waiting", "Claims, volumes and attachments that wait for a retry", reconcilers::retryQueueSize);
        gauge(
                "retries_limit",
                "Maximum number of claims, volumes and attachments that wait for a retry",
                reconcilers::retryQueueLimit);
        gauge(
                "watch_queue",
                "Claims, volumes and attachments that the watch found and that are not reconciled yet",
                () -> watch.isEnabled() ? watcher.get().queueSize() : 0);
        sweep(
                "sweep_last_timestamp_seconds",
                "End of the last sweep",
                sweep -> sweep.at().toEpochMilli() / 1e3);
        report(
                "sweep_complete",
                "Whether the last sweep checked everything (1)",
                report -> report.isComplete() ? 1 : 0);
        report("sweep_claims", "Claims that the last sweep checked", SweepReport::claims);
        report("sweep_volumes", "Volumes that the last sweep checked", SweepReport::volumes);
        report("sweep_done", "Objects that the last sweep reconciled, images that it purged", Metrics::done);
        report("sweep_failures", "Failures of the last sweep", SweepReport::failed);
        GaugeWithCallback.builder()
                .name("rbd_functions_orphans")
                .help("Orphans that the last sweep found, by kind, and pools that it could not search")
                .labelNames("kind")
                .callback(this::orphans)
                .register(registry);
        GaugeWithCallback.builder()
                .name("rbd_functions_class_room_bytes")
                .help("Size of the largest volume that a class has room for, by the labels of the nodes that reach it")
                .labelNames("storageclass", "topology")
                .callback(callback -> capacities.last().forEach(room -> room(room, callback)))
                .register(registry);
        pools(
                "pools",
                "Pools and namespaces that the last search for orphans looked at, by cluster",
                SearchedCluster::pools);
        pools(
                "pools_unreachable",
                "Pools and namespaces that the last search for orphans could not read, by cluster",
                SearchedCluster::unreachable);
        CounterWithCallback.builder()
                .name("rbd_functions_api_failures_total")
                .help("Failed calls to the API server, by HTTP status; 0 if there was no response")
                .labelNames("code")
                .callback(callback ->
                        ApiException.counts().forEach((code, count) -> callback.call(count, Integer.toString(code))))
                .register(registry);
    }

    /**
     * The current values of all metrics.
     *
     * @param accept the HTTP header of that name; null for the text format
     */
    public Page page(@Nullable String accept) {
        ExpositionFormatWriter writer = ExpositionFormats.init().findWriter(accept);
        ByteArrayOutputStream content = new ByteArrayOutputStream(16 << 10);
        try {
            writer.write(content, registry.scrape());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Page(writer.getContentType(), content.toString(StandardCharsets.UTF_8));
    }

    private void orphans(GaugeWithCallback.Callback gauge) {
        Orphans orphans = sweeper.orphans();
        if (orphans != null) {
            gauge.call(orphans.images().size(), "image");
            gauge.call(orphans.volumes().size(), "volume");
            gauge.call(orphans.trashed().size(), "trash");
            gauge.call(orphans.journalEntries().size(), "journal-entry");
            gauge.call(orphans.incompleteJournals().size(), "incomplete-journal");
            gauge.call(orphans.unreachable().size(), "pool");
        }
    }

    /** A room that is unknown is left out. */
    private static void room(ClassRoom room, GaugeWithCallback.Callback gauge) {
        room.segments().stream()
                .filter(SegmentRoom::isKnown)
                .forEach(segment -> gauge.call(
                        (double) segment.largest(),
                        room.storageClass().value(),
                        segment.topology().toString()));
    }

    private void pools(String name, String help, ToDoubleFunction<SearchedCluster> value) {
        GaugeWithCallback.builder()
                .name("rbd_functions_" + name)
                .help(help)
                .labelNames("cluster")
                .callback(gauge -> {
                    Orphans orphans = sweeper.orphans();
                    if (orphans != null) {
                        orphans.clusters().forEach(each -> gauge.call(value.applyAsDouble(each), each.cluster()));
                    }
                })
                .register(registry);
    }

    private static double done(SweepReport report) {
        return report.done().values().stream().mapToInt(Integer::intValue).sum();
    }

    private void report(String name, String help, ToDoubleFunction<SweepReport> value) {
        sweep(name, help, sweep -> value.applyAsDouble(sweep.report()));
    }

    /** Before the first sweep the metric is absent, since zero would look as if all were well. */
    private void sweep(String name, String help, ToDoubleFunction<FinishedSweep> value) {
        register(name, help, gauge -> {
            FinishedSweep last = sweeper.last();
            if (last != null) {
                gauge.call(value.applyAsDouble(last));
            }
        });
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        register(name, help, gauge -> gauge.call(value.getAsDouble()));
    }

    private void register(String name, String help, Consumer<GaugeWithCallback.Callback> callback) {
        GaugeWithCallback.builder()
                .name("rbd_functions_" + name)
                .help(help)
                .callback(callback)
                .register(registry);
    }
}
