package io.rbdfunctions.tools.demo;

import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.packaged.ExpectationException;
import io.rbdfunctions.support.packaged.FunctionProcess;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Starts Ceph and the functions, runs the steps of the demo, and stops both. The exit code is 0 if every step succeeded. */
public final class Demo {
    private static final Path DIRECTORY = Path.of("target", "demo");

    private Demo() {}

    public static void main(String[] arguments) {
        Screen screen = new Screen(System.out);
        screen.title("rbd-functions: the life cycle of a volume on a real Ceph cluster");
        try {
            run(screen);
        } catch (ExpectationException | IllegalStateException e) {
            screen.title("The demo failed: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Runs the steps with additional settings of the function, each as {@code key=value}; throws if a step fails. */
    public static void run(Screen screen, String... settings) {
        long start = System.nanoTime();
        try (CephCluster ceph = CephCluster.fresh()) {
            screen.line(since(start), "Ceph is running", "one monitor and one OSD at " + ceph.monitors());
            start = System.nanoTime();
            try (FunctionProcess function =
                    FunctionProcess.start(DIRECTORY, ceph.secrets(), withoutManager(settings))) {
                screen.line(since(start), "functions are ready", function.address());
                new VolumeLife(ceph, function, screen).run();
            }
        }
        screen.title("The demo succeeded. Ceph and the functions are stopped. The full responses are in " + DIRECTORY);
    }

    /** This Ceph has no manager to wait for. */
    private static String[] withoutManager(String... settings) {
        return Stream.concat(Stream.of("rbd-functions.rbd.manager-tasks=false"), Stream.of(settings))
                .toArray(String[]::new);
    }

    private static long since(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
