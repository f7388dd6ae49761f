package io.rbdfunctions.tools.bench;

import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The time for 50 volumes, alone and while other callers delete a locked image, use a cluster that does not answer and, with
 * the cli engine, run a command that hangs.
 */
final class DisturbedBench {
    private static final int VOLUMES = 50;
    private static final int AT_A_TIME = 8;
    private static final int CALLERS_PER_DISTURBANCE = 2;
    private static final String LOCKED = "pvc-locked";
    private static final String HANGING = "pvc-hanging";

    private final CephCluster ceph;
    private final BenchFunction function;
    private final String silentMonitor;

    private DisturbedBench(CephCluster ceph, BenchFunction function, String silentMonitor) {
        this.ceph = ceph;
        this.function = function;
        this.silentMonitor = silentMonitor;
    }

    static void run() {
        MarkdownTable table = new MarkdownTable(
                "%d volumes, %d at a time, seconds; disturbed by a locked image, a silent cluster and a hanging command"
                        .formatted(VOLUMES, AT_A_TIME),
                "engine",
                "alone",
                "disturbed",
                "ratio",
                "disturbing calls begun");
        for (String engine : List.of("librbd", "cli")) {
            try (CephCluster ceph = CephCluster.fresh();
                    LoopbackPorts.HangingPort silent = LoopbackPorts.hanging();
                    BenchFunction function = new BenchFunction(
                            ceph,
                            "disturbed-" + engine,
                            "rbd-functions.rbd.engine=" + engine,
                            "rbd-functions.rbd.program=" + program(),
                            "rbd-functions.rbd.deadline=10s",
                            "rbd-functions.rbd.remove-deadline=4s")) {
                new DisturbedBench(ceph, function, "127.0.0.1:" + silent.port()).measure(table, engine);
            }
        }
    }

    /** The rbd command, but for one image it never ends. */
    private static Path program() {
        String script = """
                #!/bin/sh
                case "$*" in *kubernetes-dynamic-%s*) exec sleep 3000 ;; esac
                exec rbd "$@"
                """.formatted(HANGING);
        try {
            Path file = Files.writeString(
                    Files.createDirectories(BenchFunction.DIRECTORY.toAbsolutePath())
                            .resolve("hanging-rbd"),
                    script);
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void measure(MarkdownTable table, String engine) {
        String locked = ceph.pool() + "/kubernetes-dynamic-" + LOCKED;
        ceph.rbd("create", locked, "--size", "64M", "--image-feature", "layering,exclusive-lock")
                .orFail();
        ceph.lock(locked, "left-behind");
        provisionAll();
        double alone = provisionAll();
        AtomicBoolean isDone = new AtomicBoolean();
        AtomicInteger begun = new AtomicInteger();
        double disturbed;
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            disturbances(engine).forEach(call -> {
                for (int caller = 0; caller < CALLERS_PER_DISTURBANCE; caller++) {
                    callers.execute(() -> repeat(call, isDone, begun));
                }
            });
            pause();
            disturbed = provisionAll();
            isDone.set(true);
        }
        table.add(
                engine,
                "%.2f".formatted(alone),
                "%.2f".formatted(disturbed),
                MarkdownTable.ratio(disturbed, alone),
                begun);
    }

    private Stream<Runnable> disturbances(String engine) {
        Map<String, Object> silent = new HashMap<>(function.parameters());
        silent.put("monitors", silentMonitor);
        Runnable deletion =
                () -> function.post("/delete", Map.of("pvName", LOCKED, "parameters", function.parameters()));
        Runnable query = () -> function.post("/info", Map.of("pvName", LOCKED, "parameters", silent));
        Runnable growth = () ->
                function.post("/expand", Map.of("pvName", HANGING, "size", "2Gi", "parameters", function.parameters()));
        return engine.equals("cli") ? Stream.of(deletion, query, growth) : Stream.of(deletion, query);
    }

    private static void repeat(Runnable call, AtomicBoolean isDone, AtomicInteger begun) {
        while (!isDone.get()) {
            begun.incrementAndGet();
            try {
                call.run();
            } catch (IllegalStateException | UncheckedIOException _) {
                pause(); // Refused, or to be tried again: that is what disturbs.
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private double provisionAll() {
        List<String> names =
                Stream.generate(() -> "pvc-" + UUID.randomUUID()).limit(VOLUMES).toList();
        long start = System.nanoTime();
        WorkerThreads.forEach(AT_A_TIME, names, name -> function.provision(name, "1Gi"));
        return (System.nanoTime() - start) / 1e9;
    }
}
