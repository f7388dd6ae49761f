package io.rbdfunctions.tools.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What the journal of dynamic volumes costs: warm calls for in-tree and dynamic volumes, in alternating turns. */
final class JournalBench {
    private static final int WARM_UP = 200;
    private static final int TURNS = 40;

    private enum Verb {
        PROVISION,
        EXPAND,
        DELETE
    }

    private JournalBench() {}

    static void compare(BenchFunction cli, BenchFunction librbd) {
        MarkdownTable table = new MarkdownTable(
                "In-tree and dynamic volumes, %d turns, milliseconds: median / 90th percentile (min-max)"
                        .formatted(TURNS),
                "engine",
                "call",
                "in-tree volume",
                "dynamic volume",
                "dynamic : in-tree");
        compare("librbd", librbd, WARM_UP, table);
        compare("cli", cli, TURNS / 4, table);
    }

    private static void compare(String engine, BenchFunction function, int warmUp, MarkdownTable table) {
        turns(function, warmUp, timings(), timings());
        Map<Verb, Timings> inTree = timings();
        Map<Verb, Timings> dynamic = timings();
        turns(function, TURNS, inTree, dynamic);
        for (Verb verb : Verb.values()) {
            Timings without = Objects.requireNonNull(inTree.get(verb));
            Timings with = Objects.requireNonNull(dynamic.get(verb));
            table.add(
                    engine,
                    verb.name().toLowerCase(Locale.ROOT),
                    MarkdownTable.millis(without),
                    MarkdownTable.millis(with),
                    MarkdownTable.ratio(with.median(), without.median()));
        }
    }

    private static Map<Verb, Timings> timings() {
        Map<Verb, Timings> timings = new EnumMap<>(Verb.class);
        List.of(Verb.values()).forEach(verb -> timings.put(verb, new Timings()));
        return timings;
    }

    private static void turns(
            BenchFunction function, int turns, Map<Verb, Timings> inTree, Map<Verb, Timings> dynamic) {
        for (int turn = 0; turn < turns; turn++) {
            life(function, function.parameters(), inTree);
            life(function, function.dynamicParameters(), dynamic);
        }
    }

    private static void life(BenchFunction function, Map<String, String> parameters, Map<Verb, Timings> timings) {
        String volume = "pvc-" + UUID.randomUUID();
        time(timings, Verb.PROVISION, () -> function.provision(parameters, volume, "1Gi"));
        time(timings, Verb.EXPAND, () -> function.expand(parameters, volume, "2Gi"));
        time(timings, Verb.DELETE, () -> function.delete(parameters, volume));
    }

    private static void time(Map<Verb, Timings> timings, Verb verb, Runnable task) {
        Objects.requireNonNull(timings.get(verb)).time(task);
    }
}
