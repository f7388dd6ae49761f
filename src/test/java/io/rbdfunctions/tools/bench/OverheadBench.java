package io.rbdfunctions.tools.bench;

import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;

/** The overhead of a call: the cli engine with a program that does nothing instead of rbd, minus the time of that program. */
final class OverheadBench {
    private static final int WARM_UP = 200;
    private static final int TURNS = 100;

    private OverheadBench() {}

    static void run() {
        String idle = NoOpRbd.make(BenchFunction.DIRECTORY);
        try (CephCluster ceph = CephCluster.fresh();
                BenchFunction function = new BenchFunction(
                        ceph, "idle", "rbd-functions.rbd.engine=cli", "rbd-functions.rbd.program=" + idle)) {
            PlainRbd plain = new PlainRbd(ceph, idle);
            measure(function, plain, WARM_UP, new Timings(), new Timings());
            Timings bare = new Timings();
            Timings called = new Timings();
            measure(function, plain, TURNS, bare, called);
            MarkdownTable table = new MarkdownTable(
                    "A program that does nothing instead of rbd, milliseconds", "program", "through HTTP", "overhead");
            table.add(
                    MarkdownTable.millis(bare),
                    MarkdownTable.millis(called),
                    "%.1f".formatted(called.median() - bare.median()));
        }
    }

    private static void measure(BenchFunction function, PlainRbd plain, int turns, Timings bare, Timings called) {
        ImageRef image = ImageRef.of("kube", "img");
        for (int turn = 0; turn < turns; turn++) {
            bare.time(() ->
                    plain.run(new Create(image, Capacity.ofMebibytes(1024), ImageLayout.of(ImageFeatures.LAYERING))));
            called.time(() -> function.provision("pvc-img", "1Gi"));
        }
    }
}
