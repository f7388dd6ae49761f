package io.rbdfunctions.tools.bench;

import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.tools.training.TlsApiServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The time from the start of the process to the first volume, in alternating turns for three variants: the default packaging
 * of Quarkus with default JVM flags, the shipped jars with the AOT cache and default JVM flags, and the application as shipped.
 * The functions read the StorageClass and Secret from an API server over TLS and create the image on a real Ceph.
 */
final class ColdStart {
    private static final int TURNS = Integer.getInteger("bench.cold-starts", 10);
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";
    private static final List<StartVariant> VARIANTS = List.of(
            new StartVariant("fast-jar", List.of(JAVA), List.of("-jar", "target/fast-jar/quarkus-run.jar")),
            new StartVariant(
                    "with the AOT cache",
                    List.of(JAVA, "-XX:AOTCache=target/quarkus-app/app.aot"),
                    List.of("-jar", "target/quarkus-app/quarkus-run.jar")),
            new StartVariant("as shipped", List.of("target/quarkus-app/run"), List.of()));

    private ColdStart() {}

    static void run() {
        try (CephCluster ceph = CephCluster.fresh();
                TlsApiServer api = TlsApiServer.start(ceph)) {
            ColdStartRun first = new ColdStartRun(ceph, api);
            // Warm up the mock API server and the page cache.
            VARIANTS.forEach(first::measure);
            print(measure(first));
        }
    }

    private static Map<StartVariant, Figures> measure(ColdStartRun first) {
        Map<StartVariant, Figures> all = new LinkedHashMap<>();
        for (int turn = 0; turn < TURNS; turn++) {
            for (StartVariant variant : VARIANTS) {
                all.computeIfAbsent(variant, _ -> new Figures()).starts.add(first.measure(variant));
            }
        }
        return all;
    }

    private static void print(Map<StartVariant, Figures> all) {
        MarkdownTable table = new MarkdownTable(
                "Cold start, %d turns, ms: median / p90 (range)".formatted(TURNS),
                "",
                "healthy",
                "first volume",
                "speed ratio",
                "CPU time",
                "RSS");
        double plain = all.values().iterator().next().done().median();
        all.forEach((variant, figures) -> table.add(
                variant.name(),
                MarkdownTable.millis(figures.healthy()),
                MarkdownTable.millis(figures.done()),
                MarkdownTable.ratio(plain, figures.done().median()),
                "%.0f ms".formatted(figures.cpu().median()),
                "%.0f MB".formatted(figures.rss().median())));
    }

    private static final class Figures {
        private final List<ColdStartFigures> starts = new ArrayList<>();

        Timings healthy() {
            return Timings.of(starts.stream().map(ColdStartFigures::healthyMillis));
        }

        Timings done() {
            return Timings.of(starts.stream().map(ColdStartFigures::doneMillis));
        }

        Timings cpu() {
            return Timings.of(starts.stream().map(ColdStartFigures::cpuMillis));
        }

        Timings rss() {
            return Timings.of(starts.stream().map(ColdStartFigures::rssMegabytes));
        }
    }
}
