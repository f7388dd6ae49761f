package io.rbdfunctions.system.life;

import io.rbdfunctions.support.packaged.FunctionProcess;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The packaged function, killed at random moments and restarted. */
final class RestartingFunction implements AutoCloseable {
    private static final Path DIRECTORY = Path.of("target", "restarting-function");

    private final Path secrets;
    private final String[] settings;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile FunctionProcess process;

    RestartingFunction(Path secrets, String... settings) {
        this.secrets = secrets;
        this.settings = settings.clone();
        process = start(secrets, this.settings, 0);
    }

    private static FunctionProcess start(Path secrets, String[] settings, int run) {
        return FunctionProcess.start(DIRECTORY.resolve("run-" + run), secrets, settings);
    }

    String address() {
        return process.address();
    }

    FunctionProcess process() {
        return process;
    }

    int restarts() {
        return restarts.get();
    }

    /**
     * Returns a hook to run after each event. It kills the function a number of times, at events chosen by the seed.
     */
    Runnable killHook(int times, int events, long seed) {
        Set<Integer> killAt =
                new Random(seed).ints(1, events).distinct().limit(times).boxed().collect(Collectors.toSet());
        AtomicInteger seen = new AtomicInteger();
        return () -> {
            if (killAt.contains(seen.incrementAndGet())) {
                restart();
            }
        };
    }

    private synchronized void restart() {
        process.kill();
        process.close();
        process = start(secrets, settings, restarts.incrementAndGet());
    }

    @Override
    public void close() {
        process.close();
    }
}
