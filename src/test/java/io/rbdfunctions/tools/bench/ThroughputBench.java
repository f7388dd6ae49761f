package io.rbdfunctions.tools.bench;

import io.rbdfunctions.support.ceph.CephCluster;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Provisions per second, from several callers that each send one request at a time. */
final class ThroughputBench {
    private static final int[] CALLERS = {1, 4, 16, 128};
    private static final Duration DURATION = Duration.ofSeconds(8);
    private static final int WARM_UP = 1500;

    private ThroughputBench() {}

    static void run() {
        try (CephCluster ceph = CephCluster.fresh();
                PlainFfm ffm = new PlainFfm(ceph)) {
            MarkdownTable table = new MarkdownTable(
                    "Provisions per second, measured for %d s; latency of the health probe, milliseconds: median / 99th percentile"
                            .formatted(DURATION.toSeconds()),
                    "callers",
                    "cli engine, HTTP (health probe)",
                    "librbd engine, HTTP (health probe)",
                    "plain librbd");
            String[] cli = measure(ceph, "cli", 20);
            String[] librbd = measure(ceph, "librbd", WARM_UP);
            for (int index = 0; index < CALLERS.length; index++) {
                double plain = rate(CALLERS[index], DURATION, () -> ffm.create("ffm-" + UUID.randomUUID(), 1L << 30));
                table.add(CALLERS[index], cli[index], librbd[index], "%.0f".formatted(plain));
            }
        }
    }

    private static String[] measure(CephCluster ceph, String engine, int warmUp) {
        try (BenchFunction function = BenchFunction.of(ceph, engine)) {
            for (int call = 0; call < warmUp; call++) {
                provision(function);
            }
            String[] rates = new String[CALLERS.length];
            for (int index = 0; index < CALLERS.length; index++) {
                rates[index] = rate(CALLERS[index], function);
            }
            MarkdownTable.line("%s engine: RSS after the load: %d MB"
                    .formatted(engine, function.process().residentBytes() >> 20));
            return rates;
        }
    }

    private static String rate(int callers, BenchFunction function) {
        try (HealthProbe probe = new HealthProbe(function.process().address())) {
            double rate = rate(callers, DURATION, () -> provision(function));
            return "%.0f (%.1f / %.1f)"
                    .formatted(rate, probe.samples().median(), probe.samples().p99());
        }
    }

    private static void provision(BenchFunction function) {
        function.provision("pvc-" + UUID.randomUUID(), "1Gi");
    }

    private static double rate(int callers, Duration time, Runnable call) {
        AtomicInteger calls = new AtomicInteger();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        WorkerThreads.run(callers, () -> {
            while (System.nanoTime() < end) {
                call.run();
                calls.incrementAndGet();
            }
        });
        return calls.get() / ((System.nanoTime() - start) / 1e9);
    }
}
