package io.rbdfunctions.tools.bench;

import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Warm calls of both engines compared with the plain command and plain calls of librbd, in alternating turns. */
final class VerbsBench {
    private static final int WARM_UP = 60;
    /** Enough calls for the JVM to compile all Java code, which is a larger part of these calls. */
    private static final int WARM_UP_OF_LIBRBD = 1500;

    private static final int TURNS = 40;
    private static final Capacity GIBIBYTE = Capacity.ofMebibytes(1024);
    private static final Capacity TWO_GIBIBYTES = Capacity.ofMebibytes(2048);
    private static final ImageLayout LAYERING = ImageLayout.of(ImageFeatures.LAYERING);

    private enum Verb {
        CREATE("provision = create"),
        INFO("expand to a size it has = info"),
        RESIZE("expand = info + resize"),
        REMOVE("delete = rm");

        private final String title;

        Verb(String title) {
            this.title = title;
        }
    }

    /** The times of one variant by verb. */
    private static final class Times {
        private final Map<Verb, Timings> samples = new EnumMap<>(Verb.class);

        Times() {
            for (Verb verb : Verb.values()) {
                samples.put(verb, new Timings());
            }
        }

        Timings of(Verb verb) {
            return Objects.requireNonNull(samples.get(verb));
        }

        void time(Verb verb, Runnable task) {
            of(verb).time(task);
        }
    }

    private final CephCluster ceph;
    private final BenchFunction cli;
    private final BenchFunction librbd;
    private final PlainRbd command;
    private final PlainFfm ffm;

    private VerbsBench(CephCluster ceph, BenchFunction cli, BenchFunction librbd, PlainFfm ffm) {
        this.ceph = ceph;
        this.cli = cli;
        this.librbd = librbd;
        this.command = new PlainRbd(ceph, "rbd");
        this.ffm = ffm;
    }

    static void run() {
        try (CephCluster ceph = CephCluster.fresh();
                BenchFunction cli = BenchFunction.of(ceph, "cli");
                BenchFunction librbd = BenchFunction.of(ceph, "librbd");
                PlainFfm ffm = new PlainFfm(ceph)) {
            new VerbsBench(ceph, cli, librbd, ffm).compare();
            JournalBench.compare(cli, librbd);
        }
    }

    private void compare() {
        turns(WARM_UP, new Times(), new Times(), new Times(), new Times());
        for (int turn = 0; turn < WARM_UP_OF_LIBRBD; turn++) {
            grown(librbd, new Times());
        }
        Times plain = new Times();
        Times cliTimes = new Times();
        Times librbdTimes = new Times();
        Times ffmTimes = new Times();
        turns(TURNS, plain, cliTimes, librbdTimes, ffmTimes);
        MarkdownTable table = new MarkdownTable(
                "Warm calls, %d turns, milliseconds: median / 90th percentile (min-max)".formatted(TURNS),
                "function",
                "plain `rbd`",
                "cli engine, HTTP",
                "plain librbd",
                "librbd engine, HTTP",
                "cli : rbd",
                "librbd engine : librbd",
                "cli : librbd engine");
        for (Verb verb : Verb.values()) {
            table.add(
                    verb.title,
                    MarkdownTable.millis(plain.of(verb)),
                    MarkdownTable.millis(cliTimes.of(verb)),
                    verb == Verb.INFO ? "" : MarkdownTable.millis(ffmTimes.of(verb)),
                    MarkdownTable.millis(librbdTimes.of(verb)),
                    MarkdownTable.ratio(
                            cliTimes.of(verb).median(), plain.of(verb).median()),
                    verb == Verb.INFO
                            ? ""
                            : MarkdownTable.ratio(
                                    librbdTimes.of(verb).median(),
                                    ffmTimes.of(verb).median()),
                    MarkdownTable.ratio(
                            cliTimes.of(verb).median(), librbdTimes.of(verb).median()));
        }
    }

    private void turns(int turns, Times plain, Times cliTimes, Times librbdTimes, Times ffmTimes) {
        for (int turn = 0; turn < turns; turn++) {
            byCommand(plain);
            byService(cli, cliTimes);
            byLibrary(ffmTimes);
            byService(librbd, librbdTimes);
        }
    }

    private void byCommand(Times times) {
        ImageRef image = ImageRef.of(ceph.pool(), "plain-" + UUID.randomUUID());
        times.time(Verb.CREATE, () -> command.run(new Create(image, GIBIBYTE, LAYERING)));
        times.time(Verb.INFO, () -> command.run(new Info(image)));
        times.time(Verb.RESIZE, () -> {
            command.run(new Info(image));
            command.run(new Resize(image, TWO_GIBIBYTES));
        });
        times.time(Verb.REMOVE, () -> command.run(new Remove(image)));
    }

    private static void byService(BenchFunction function, Times times) {
        String volume = grown(function, times);
        times.time(Verb.REMOVE, () -> function.delete(volume));
    }

    /** Provisions and expands a volume; returns its name. */
    private static String grown(BenchFunction function, Times times) {
        String volume = "pvc-" + UUID.randomUUID();
        times.time(Verb.CREATE, () -> function.provision(volume, "1Gi"));
        times.time(Verb.INFO, () -> function.expand(volume, "1Gi"));
        times.time(Verb.RESIZE, () -> function.expand(volume, "2Gi"));
        return volume;
    }

    private void byLibrary(Times times) {
        String image = "ffm-" + UUID.randomUUID();
        times.time(Verb.CREATE, () -> ffm.create(image, GIBIBYTE.bytes()));
        times.time(Verb.RESIZE, () -> ffm.resize(image, TWO_GIBIBYTES.bytes()));
        times.time(Verb.REMOVE, () -> ffm.remove(image));
    }
}
