package io.rbdfunctions.bench;

import io.rbdfunctions.ceph.CephCluster;
import io.rbdfunctions.packaged.FunctionProcess;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ImageFeatures;
import io.rbdfunctions.volume.ImageLayout;
import io.rbdfunctions.volume.ImageRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Warm calls of the functions beside the plain rbd commands that they stand for, turn by turn in one run, on a real
 * throw-away Ceph. Then the same with a program that does nothing in the place of rbd, which leaves our own overhead.
 * Prints a Markdown table; the ratios are what counts.
 */
public final class Bench {
    private static final Path DIRECTORY = Path.of("target", "bench");
    private static final int WARM_UP = 60;
    private static final int TURNS = 20;
    private static final Capacity GIBIBYTE = Capacity.ofMebibytes(1024);
    private static final Capacity TWO_GIBIBYTES = Capacity.ofMebibytes(2048);
    private static final ImageLayout LAYERING = ImageLayout.of(ImageFeatures.LAYERING);

    private final CephCluster ceph;
    private final FunctionProcess function;
    private final PlainRbd plain;

    private Bench(CephCluster ceph, FunctionProcess function, PlainRbd plain) {
        this.ceph = ceph;
        this.function = function;
        this.plain = plain;
    }

    public static void main(String[] arguments) {
        try (CephCluster ceph = CephCluster.fresh()) {
            print(measure(ceph, "rbd"), measure(ceph, IdleRbd.make(DIRECTORY)));
        }
        ValidateLatency.main(arguments);
    }

    private static Verbs measure(CephCluster ceph, String program) {
        String setting = "rbd-functions.rbd.program=" + program;
        try (FunctionProcess function = FunctionProcess.start(DIRECTORY, ceph.secrets(), setting)) {
            Bench bench = new Bench(ceph, function, new PlainRbd(ceph, program));
            bench.turns(new Verbs(), WARM_UP);
            Verbs verbs = new Verbs();
            bench.turns(verbs, TURNS);
            return verbs;
        }
    }

    private static void print(Verbs real, Verbs idle) {
        System.out.printf("%nWarm calls, %d turns, milliseconds: median (90th percentile)%n%n", TURNS);
        System.out.println("| function | plain rbd | through HTTP | ratio | our own overhead |");
        System.out.println("|---|---|---|---|---|");
        row("provision = create", real.plainCreate, real.provision, overhead(idle.plainCreate, idle.provision));
        row("expand = info + resize", real.plainResize, real.expand, overhead(idle.plainResize, idle.expand));
        row("delete = rm", real.plainRemove, real.delete, overhead(idle.plainRemove, idle.delete));
    }

    private static double overhead(Samples plain, Samples ours) {
        return ours.median() - plain.median();
    }

    private static void row(String name, Samples plain, Samples ours, double overhead) {
        System.out.printf(
                "| %s | %.1f (%.1f) | %.1f (%.1f) | %.2f | %.1f ms |%n",
                name, plain.median(), plain.p90(), ours.median(), ours.p90(), ours.median() / plain.median(), overhead);
    }

    private static final class Verbs {
        private final Samples plainCreate = new Samples();
        private final Samples plainResize = new Samples();
        private final Samples plainRemove = new Samples();
        private final Samples provision = new Samples();
        private final Samples expand = new Samples();
        private final Samples delete = new Samples();
    }

    private void turns(Verbs verbs, int turns) {
        RbdCommandBuilder rbd = plain.commands();
        for (int turn = 0; turn < turns; turn++) {
            ImageRef theirs = ImageRef.of(ceph.pool(), "plain-" + UUID.randomUUID());
            String volume = "pvc-" + UUID.randomUUID();
            verbs.plainCreate.time(() -> plain.run(rbd.create(theirs, GIBIBYTE, LAYERING)));
            verbs.provision.add(call("provision", Map.of("pvName", volume, "size", "1Gi")));
            verbs.plainResize.time(() -> {
                plain.run(rbd.info(theirs));
                plain.run(rbd.resize(theirs, TWO_GIBIBYTES));
            });
            verbs.expand.add(call("expand", Map.of("pvName", volume, "size", "2Gi")));
            verbs.plainRemove.time(() -> plain.run(rbd.remove(theirs)));
            verbs.delete.add(call("delete", Map.of("pvName", volume)));
        }
    }

    private Duration call(String name, Map<String, Object> fields) {
        Map<String, Object> payload = new HashMap<>(fields);
        payload.put(
                "parameters",
                Map.of(
                        "monitors", ceph.monitors(),
                        "pool", ceph.pool(),
                        "adminSecretName", "ceph-admin",
                        "adminSecretNamespace", "kube-system",
                        "userSecretName", "ceph-user",
                        "imageFeatures", "layering"));
        var answer = function.post(name, payload);
        if (answer.status() != 200) {
            throw new IllegalStateException(name + ": " + answer.body());
        }
        return answer.time();
    }
}
