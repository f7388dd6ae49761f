package io.rbdfunctions.bench;

import io.rbdfunctions.ceph.CephCluster;
import io.rbdfunctions.training.TlsApiServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From the start of the process to the first volume, by turns: the application as Quarkus packages it when nothing else
 * is said, the same from the cache with the JVM's own settings, and as it is shipped. Class and Secret come from an API
 * server over TLS, the image is made on a real Ceph and looked for there. Prints a Markdown table; the ratios are what
 * counts.
 */
public final class ColdStart {
    private static final int TURNS = Integer.getInteger("bench.cold-starts", 10);
    private static final String JAVA = System.getProperty("java.home") + "/bin/java";
    private static final List<Variant> VARIANTS = List.of(
            new Variant("fast-jar", List.of(JAVA), List.of("-jar", "target/fast-jar/quarkus-run.jar")),
            new Variant(
                    "with the cache",
                    List.of(JAVA, "-XX:AOTCache=target/quarkus-app/app.aot"),
                    List.of("-jar", "target/quarkus-app/quarkus-run.jar")),
            new Variant("as shipped", List.of("target/quarkus-app/run"), List.of()));

    private ColdStart() {}

    public static void main(String[] arguments) {
        try (CephCluster ceph = CephCluster.fresh();
                TlsApiServer api = TlsApiServer.start(ceph)) {
            FirstVolume first = new FirstVolume(ceph, api);
            // Warms up what is ours: the mock server, and the disk's cache.
            VARIANTS.forEach(first::after);
            print(measure(first));
        }
        // The mock server leaves threads behind that would keep the JVM.
        System.exit(0);
    }

    private static Map<Variant, Figures> measure(FirstVolume first) {
        Map<Variant, Figures> all = new LinkedHashMap<>();
        for (int turn = 0; turn < TURNS; turn++) {
            for (Variant variant : VARIANTS) {
                all.computeIfAbsent(variant, _ -> new Figures()).starts.add(first.after(variant));
            }
        }
        return all;
    }

    private static void print(Map<Variant, Figures> all) {
        System.out.printf("%nCold start, %d turns, milliseconds: median (90th percentile, least)%n%n", TURNS);
        System.out.println("| | healthy | first volume | ratio | CPU time | RSS |");
        System.out.println("|---|---|---|---|---|---|");
        Figures plain = all.values().iterator().next();
        all.forEach((variant, figures) -> System.out.printf(
                "| %s | %s | %s | %.1f | %.0f | %.0f MB |%n",
                variant.name(),
                spread(figures.healthy()),
                spread(figures.done()),
                plain.done().median() / figures.done().median(),
                figures.cpu().median(),
                figures.rss().median()));
    }

    private static String spread(Samples samples) {
        return "%.0f (%.0f, %.0f)".formatted(samples.median(), samples.p90(), samples.least());
    }

    private static final class Figures {
        private final List<ColdFigures> starts = new ArrayList<>();

        Samples healthy() {
            return Samples.of(starts.stream().map(ColdFigures::healthyMillis));
        }

        Samples done() {
            return Samples.of(starts.stream().map(ColdFigures::doneMillis));
        }

        Samples cpu() {
            return Samples.of(starts.stream().map(ColdFigures::cpuMillis));
        }

        Samples rss() {
            return Samples.of(starts.stream().map(ColdFigures::rssMegabytes));
        }
    }
}
