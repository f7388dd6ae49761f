package io.rbdfunctions.tools.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast the functions are, on a real throw-away Ceph, beside the plain {@code rbd} command and the plain calls of
 * librbd in the same run. Prints Markdown tables; the ratios are what counts.
 *
 * <p>{@code -Dbench=verbs,claims} chooses parts.
 */
public final class Bench {
    private static final Map<String, Runnable> PARTS = parts();

    private Bench() {}

    public static void main(String[] arguments) {
        String chosen = System.getProperty("bench", "");
        List<String> names = chosen.isEmpty() ? List.copyOf(PARTS.keySet()) : List.of(chosen.split(","));
        for (String name : names) {
            Runnable part = PARTS.get(name);
            if (part == null) {
                throw new IllegalArgumentException("no part %s: there are %s".formatted(name, PARTS.keySet()));
            }
            part.run();
        }
        // The mock server of a part leaves threads behind that would keep this process.
        System.exit(0);
    }

    private static Map<String, Runnable> parts() {
        Map<String, Runnable> parts = new LinkedHashMap<>();
        parts.put("verbs", VerbsBench::run);
        parts.put("overhead", OverheadBench::run);
        parts.put("throughput", ThroughputBench::run);
        parts.put("cold-start", ColdStart::run);
        parts.put("claims", ClaimsBench::run);
        parts.put("sweep", SweepBench::run);
        parts.put("validate", ValidateBench::run);
        parts.put("large-delete", LargeDeleteBench::run);
        return parts;
    }
}
