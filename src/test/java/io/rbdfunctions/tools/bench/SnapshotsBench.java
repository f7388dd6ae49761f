package io.rbdfunctions.tools.bench;

import io.rbdfunctions.rbd.command.CloneCommand;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Rename;
import io.rbdfunctions.rbd.command.SnapshotCommand;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Snapshots, restores and rollbacks of a small and a large volume, beside the plain {@code rbd} commands that make the same images. The
 * functions also keep the journal and the tags.
 */
final class SnapshotsBench {
    private static final int WARM_UP = 10;
    private static final int TURNS = 15;
    private static final List<String> SIZES = List.of("1Gi", "1Ti");
    private static final List<String> VERBS = List.of("snapshot", "restore", "rollback");
    private static final ImageLayout LAYERING = ImageLayout.of(ImageFeatures.LAYERING);

    private SnapshotsBench() {}

    static void run() {
        MarkdownTable table = new MarkdownTable(
                "Snapshots, %d turns, milliseconds: median / 90th percentile (min-max)".formatted(TURNS),
                "engine",
                "size",
                "call",
                "plain `rbd` commands",
                "HTTP",
                "ratio");
        for (String engine : List.of("librbd", "cli")) {
            try (CephCluster ceph = CephCluster.fresh();
                    BenchFunction function = BenchFunction.of(ceph, engine)) {
                turns(WARM_UP, ceph, function, SIZES.getFirst(), timings(), timings());
                SIZES.forEach(size -> measure(engine, size, ceph, function, table));
            }
        }
    }

    private static void measure(
            String engine, String size, CephCluster ceph, BenchFunction function, MarkdownTable table) {
        Map<String, Timings> plain = timings();
        Map<String, Timings> http = timings();
        turns(TURNS, ceph, function, size, plain, http);
        for (String verb : VERBS) {
            Timings without = Objects.requireNonNull(plain.get(verb));
            Timings with = Objects.requireNonNull(http.get(verb));
            table.add(
                    engine,
                    size,
                    verb,
                    MarkdownTable.millis(without),
                    MarkdownTable.millis(with),
                    MarkdownTable.ratio(with.median(), without.median()));
        }
    }

    private static Map<String, Timings> timings() {
        Map<String, Timings> timings = new LinkedHashMap<>();
        VERBS.forEach(verb -> timings.put(verb, new Timings()));
        return timings;
    }

    private static void turns(
            int turns,
            CephCluster ceph,
            BenchFunction function,
            String size,
            Map<String, Timings> plain,
            Map<String, Timings> http) {
        PlainRbd rbd = new PlainRbd(ceph, "rbd");
        for (int turn = 0; turn < turns; turn++) {
            plain(rbd, ceph.pool(), size, plain);
            http(function, size, http);
        }
    }

    private static void plain(PlainRbd rbd, String pool, String size, Map<String, Timings> timings) {
        ImageRef volume = image(pool, "plain");
        ImageRef snapshot = image(pool, "snapshot");
        SnapshotRef onVolume = SnapshotRef.named(volume, snapshot.name());
        SnapshotRef own = SnapshotRef.named(snapshot, snapshot.name());
        ImageRef replacement = image(pool, "replacement");
        rbd.run(new Create(volume, Capacity.parse(size), LAYERING));
        time(timings, "snapshot", () -> {
            rbd.run(new SnapshotCommand.Create(onVolume));
            rbd.run(new CloneCommand.Create(onVolume, snapshot, LAYERING));
            rbd.run(new SnapshotCommand.Remove(onVolume));
            rbd.run(new SnapshotCommand.Create(own));
        });
        time(timings, "restore", () -> rbd.run(new CloneCommand.Create(own, image(pool, "restored"), LAYERING)));
        time(timings, "rollback", () -> {
            rbd.run(new CloneCommand.Create(own, replacement, LAYERING));
            rbd.run(new TrashCommand.Move(volume, null));
            rbd.run(new Rename(replacement, volume.name()));
        });
    }

    private static ImageRef image(String pool, String kind) {
        return new ImageRef(ImageRef.of(pool, kind).poolSpec(), new ImageName(kind + "-" + UUID.randomUUID()));
    }

    private static void http(BenchFunction function, String size, Map<String, Timings> timings) {
        Map<String, String> parameters = function.dynamicParameters();
        String volume = "pvc-" + UUID.randomUUID();
        Map<String, String> snapshot = Map.of("name", "of-" + volume);
        function.provision(parameters, volume, size);
        time(timings, "snapshot", () -> post(function, "/snapshot", Map.of("pvName", volume, "name", "of-" + volume)));
        time(
                timings,
                "restore",
                () -> post(function, "/restore", Map.of("pvName", "pvc-" + UUID.randomUUID(), "snapshot", snapshot)));
        time(timings, "rollback", () -> post(function, "/rollback", Map.of("pvName", volume, "snapshot", snapshot)));
    }

    private static void post(BenchFunction function, String path, Map<String, Object> fields) {
        Map<String, Object> payload = new HashMap<>(fields);
        payload.put("parameters", function.dynamicParameters());
        function.post(path, payload);
    }

    private static void time(Map<String, Timings> timings, String verb, Runnable task) {
        Objects.requireNonNull(timings.get(verb)).time(task);
    }
}
