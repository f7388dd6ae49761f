package io.rbdfunctions.tools.bench;

import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import java.util.UUID;

/** Deletion of a 10 TiB image without object map, compared with plain {@code rbd trash mv}. */
final class LargeDeleteBench {
    private static final int WARM_UP = 10;
    private static final int TURNS = 15;
    private static final Capacity SIZE = Capacity.ofMebibytes(10L << 20);

    private LargeDeleteBench() {}

    static void run() {
        MarkdownTable table = new MarkdownTable(
                "Deletion of 10 TiB without object map, %d turns, milliseconds".formatted(TURNS),
                "engine",
                "plain `rbd trash mv`",
                "delete, HTTP",
                "ratio");
        for (String engine : List.of("librbd", "cli")) {
            try (CephCluster ceph = CephCluster.fresh();
                    BenchFunction function = BenchFunction.of(ceph, engine)) {
                PlainRbd plain = new PlainRbd(ceph, "rbd");
                turns(WARM_UP, ceph, function, plain, new Timings(), new Timings());
                Timings moved = new Timings();
                Timings deleted = new Timings();
                turns(TURNS, ceph, function, plain, moved, deleted);
                table.add(
                        engine,
                        MarkdownTable.millis(moved),
                        MarkdownTable.millis(deleted),
                        MarkdownTable.ratio(deleted.median(), moved.median()));
            }
        }
    }

    private static void turns(
            int turns, CephCluster ceph, BenchFunction function, PlainRbd plain, Timings moved, Timings deleted) {
        for (int turn = 0; turn < turns; turn++) {
            ImageRef image = ImageRef.of(ceph.pool(), "plain-" + UUID.randomUUID());
            plain.run(new Create(image, SIZE, ImageLayout.of(ImageFeatures.LAYERING)));
            moved.time(() -> plain.run(new TrashCommand.Move(image, null)));
            String volume = "pvc-" + UUID.randomUUID();
            function.provision(volume, "10Ti");
            deleted.time(() -> function.delete(volume));
        }
    }
}
