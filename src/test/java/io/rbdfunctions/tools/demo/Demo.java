package io.rbdfunctions.tools.demo;

import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.packaged.FunctionProcess;
import io.rbdfunctions.support.packaged.UnmetException;
import java.nio.file.Path;

/** Starts what the demo needs, plays it, and stops what it started. Exit code 0: each step did what it should. */
public final class Demo {
    private static final Path DIRECTORY = Path.of("target", "demo");

    private Demo() {}

    public static void main(String[] arguments) {
        Screen screen = new Screen(System.out);
        screen.title("rbd-functions: the life of a volume, on a real Ceph");
        try {
            play(screen);
        } catch (UnmetException e) {
            screen.title("FAILED: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void play(Screen screen) {
        long start = System.nanoTime();
        try (CephCluster ceph = CephCluster.fresh()) {
            screen.line(since(start), "Ceph is up", "a monitor and an OSD at " + ceph.monitors());
            start = System.nanoTime();
            try (FunctionProcess function = FunctionProcess.start(DIRECTORY, ceph.secrets())) {
                screen.line(since(start), "function is up", function.address());
                new VolumeLife(ceph, function, screen).play();
            }
        }
        screen.title("All as it should be; what was started is stopped. Whole answers are in " + DIRECTORY);
    }

    private static long since(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
