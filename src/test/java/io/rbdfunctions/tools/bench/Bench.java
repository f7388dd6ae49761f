package io.rbdfunctions.tools.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the functions on a throw-away Ceph, and in the same run the plain {@code rbd} command and plain calls of librbd.
 * Prints Markdown tables. Compare the ratios: the absolute times depend on the machine.
 *
 * <p>{@code -Dbench=verbs,claims} selects parts.
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
                throw new IllegalArgumentException(
                        "unknown benchmark %s; choose from %s".formatted(name, PARTS.keySet()));
            }
            part.run();
        }
        // The mock API server leaves threads that are not daemons.
        System.exit(0);
    }

    private static Map<String, Runnable> parts() {
        Map<String, Runnable> parts = new LinkedHashMap<>();
        parts.put("verbs", VerbsBench::run);
        parts.put("overhead", OverheadBench::run);
        parts.put("throughput", ThroughputBench::run);
        parts.put("cold-start", ColdStart::run);
        parts.put("claims", ClaimsBench::run);
        parts.put("attach", AttachBench::run);
        parts.put("sweep", SweepBench::run);
        parts.put("validate", ValidateBench::run);
        parts.put("large-delete", LargeDeleteBench::run);
        parts.put("deletion", DeletionBench::run);
        parts.put("snapshots", SnapshotsBench::run);
        parts.put("disturbed", DisturbedBench::run);
        return parts;
    }
}
