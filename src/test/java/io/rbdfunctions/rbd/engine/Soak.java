package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.Librbd.Limits;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.Monitors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * A program that runs many commands by librbd, including failing ones, and prints its resident memory. Exits without
 * closing anything. Arguments: the monitors, a pool and the number of operations. Reads the admin key from standard
 * input.
 */
public final class Soak {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int THREADS = 8;
    private static final int REPORTS = 20;

    private final RbdEngine engine =
            new LibrbdEngine(new Librbd(new Limits(THREADS, LONG, 2, LONG)), new RbdEngine.Deadlines(LONG, LONG));
    private final String monitors;
    private final String key;
    private final String pool;

    private Soak(String monitors, String key, String pool) {
        this.monitors = monitors;
        this.key = key;
        this.pool = pool;
    }

    public static void main(String[] arguments) throws IOException {
        String key = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        Soak soak = new Soak(arguments[0], key, arguments[1]);
        int operations = Integer.parseInt(arguments[2]);
        System.out.println("librbd " + Librbd.version());
        soak.failToConnect();
        for (int report = 1; report <= REPORTS; report++) {
            int done = soak.work(operations / REPORTS);
            System.out.printf("operations %d resident %d%n", done, residentKibibytes());
        }
    }

    private void failToConnect() {
        List.of(
                        at(monitors, "admin", "canary-that-is-no-key"),
                        at(monitors, "admin", "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA=="),
                        at(monitors, "nobody", key),
                        at("no-such-host.invalid:6789", "admin", key),
                        at("v2:127.0.0.1:" + LoopbackPorts.free(), "admin", key))
                .forEach(session ->
                        System.out.println("failed " + ImageLife.failure(engine, session, new Info(image(0)))));
    }

    /** Runs commands in parallel. Returns their number. */
    private int work(int operations) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> lives = IntStream.range(0, THREADS)
                    .mapToObj(index -> CompletableFuture.supplyAsync(() -> live(index, operations / THREADS), threads))
                    .toList();
            return lives.stream().mapToInt(CompletableFuture::join).sum();
        }
    }

    private int live(int index, int operations) {
        ImageLife life = new ImageLife(engine, at(monitors, "admin", key), image(index));
        int done = 0;
        while (done < operations) {
            done += life.run();
        }
        return done;
    }

    private ImageRef image(int index) {
        return ImageRef.of(pool, "soak-" + index);
    }

    private static Session at(String monitors, String user, String key) {
        return new Session(
                Monitors.parse(monitors),
                new CephUser(user),
                new CephKey(key),
                new ClientTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(30)));
    }

    private static long residentKibibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
