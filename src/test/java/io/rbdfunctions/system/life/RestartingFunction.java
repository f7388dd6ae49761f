package io.rbdfunctions.system.life;

import io.rbdfunctions.support.packaged.FunctionProcess;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The packaged function, killed now and then, and started again. */
final class RestartingFunction implements AutoCloseable {
    private static final Path DIRECTORY = Path.of("target", "mortal-function");

    private final Path secrets;
    private final String[] settings;
    private final AtomicInteger deaths = new AtomicInteger();
    private volatile FunctionProcess process;

    RestartingFunction(Path secrets, String... settings) {
        this.secrets = secrets;
        this.settings = settings.clone();
        process = start(secrets, this.settings, 0);
    }

    private static FunctionProcess start(Path secrets, String[] settings, int life) {
        return FunctionProcess.start(DIRECTORY.resolve("life-" + life), secrets, settings);
    }

    String address() {
        return process.address();
    }

    FunctionProcess process() {
        return process;
    }

    int deaths() {
        return deaths.get();
    }

    /** To be run after each of so many events: kills the function as often as that, at moments chosen by the seed. */
    Runnable killing(int times, int events, long seed) {
        Set<Integer> fatal =
                new Random(seed).ints(1, events).distinct().limit(times).boxed().collect(Collectors.toSet());
        AtomicInteger seen = new AtomicInteger();
        return () -> {
            if (fatal.contains(seen.incrementAndGet())) {
                die();
            }
        };
    }

    private synchronized void die() {
        process.kill();
        process.close();
        process = start(secrets, settings, deaths.incrementAndGet());
    }

    @Override
    public void close() {
        process.close();
    }
}
