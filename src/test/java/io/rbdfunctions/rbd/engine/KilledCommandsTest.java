package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Kills rbd at random times, on a cluster with a delay so that a command takes long enough, and retries the command.
 */
@SecondLane
class KilledCommandsTest {
    private static final int TRIES = Integer.getInteger("test.kills", 8);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Capacity SIZE = Capacity.ofMebibytes(64);
    private static final ImageLayout LAYERING = ImageLayout.of(ImageFeatures.LAYERING);

    private static final CephCluster CEPH = CephCluster.fresh();
    private static final Session SESSION = TestSessions.admin(CEPH);

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final Random random = new Random(20261123);
    private final ChildProcesses processes = new ChildProcesses(4, LONG);
    private final RbdEngine engine = new CliEngine(processes, "rbd", new RbdEngine.Deadlines(LONG, LONG));
    private final ImageStore store = new ImageStore(new RetryingEngine(engine, LONG), Duration.ofSeconds(1));

    @AfterAll
    static void stop() {
        CEPH.close();
    }

    @Test
    void aKilledCreateSucceedsOnRetry() {
        List<ImageRef> all = images("create");
        slowly(() -> all.forEach(image -> killed(new Create(image, SIZE, LAYERING))));
        long halfMade = all.stream()
                .filter(image -> CEPH.exists(image.toString()))
                .filter(image -> store.find(SESSION, image).isEmpty())
                .count();

        sideBySide(all, image -> store.createIfMissing(SESSION, image, SIZE, LAYERING));

        System.out.printf("create killed at %d moments: %d half made, all repeated to success%n", TRIES, halfMade);
        assertThat(all)
                .allSatisfy(image -> assertThat(CEPH.sizeOf(image.toString())).isEqualTo(SIZE.bytes()));
    }

    @Test
    void aKilledRemoveSucceedsOnRetry() {
        List<ImageRef> all = images("remove");
        all.forEach(image -> CEPH.createImage(image.toString(), 64));
        slowly(() -> all.forEach(image -> killed(new Remove(image))));
        String pool = all.getFirst().pool().value();
        int left = CEPH.images(pool).size();

        sideBySide(all, image -> store.remove(SESSION, image));

        System.out.printf("remove killed at %d moments: %d images left, all removed again%n", TRIES, left);
        assertThat(left).as("moments that leave the image").isPositive();
        assertThat(CEPH.images(pool)).isEmpty();
        assertThat(CEPH.rbd("trash", "ls", "--pool", pool).orFail().stdout()).isEmpty();
    }

    /** The entry in the trash is removed last, so a killed purge can be retried. */
    @Test
    void aKilledTrashRemoveSucceedsOnRetry() {
        List<ImageRef> all = images("trash");
        PoolName pool = all.getFirst().pool();
        all.forEach(image -> CEPH.createImage(image.toString(), 64));
        all.forEach(image -> CEPH.writeObject(image.toString(), 7));
        all.forEach(image -> CEPH.rbd("trash", "mv", image.toString()).orFail());
        List<TrashedImage> trashed = engine.run(SESSION, new TrashCommand.ListAll(PoolSpec.of(pool)));
        slowly(() -> trashed.forEach(
                image -> killed(new TrashCommand.Remove(PoolSpec.of(pool), new ImageId(image.id()), false))));
        List<TrashedImage> left = engine.run(SESSION, new TrashCommand.ListAll(PoolSpec.of(pool)));

        RbdEngine patient = new RetryingEngine(engine, LONG);
        CompletableFuture.allOf(left.stream()
                        .map(image -> CompletableFuture.runAsync(
                                () -> patient.run(
                                        SESSION,
                                        new TrashCommand.Remove(PoolSpec.of(pool), new ImageId(image.id()), false)),
                                THREADS))
                        .toArray(CompletableFuture[]::new))
                .join();

        System.out.printf("trash rm killed at %d moments: %d images left, all removed%n", TRIES, left.size());
        assertThat(left).as("moments that leave the image").isNotEmpty();
        assertThat(engine.run(SESSION, new TrashCommand.ListAll(PoolSpec.of(pool))))
                .isEmpty();
        assertThat(CEPH.dataObjects(pool.value())).isEmpty();
    }

    private static List<ImageRef> images(String prefix) {
        PoolName pool = new PoolName(CEPH.freshPool());
        return IntStream.range(0, TRIES)
                .mapToObj(at -> new ImageRef(pool, new ImageName(prefix + "-" + at)))
                .toList();
    }

    private static void slowly(Runnable work) {
        CEPH.slow(Duration.ofMillis(20));
        work.run();
        CEPH.slow(Duration.ZERO);
    }

    /** Each retry of a removal may wait up to 30 s for the watch of the killed process. */
    private static void sideBySide(List<ImageRef> all, Consumer<ImageRef> work) {
        CompletableFuture.allOf(all.stream()
                        .map(image -> CompletableFuture.runAsync(() -> work.accept(image), THREADS))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Kills the command by a random deadline. */
    private void killed(RbdCommand<?> command) {
        Duration moment = Duration.ofMillis(60 + random.nextInt(600));
        RbdEngine doomed = new CliEngine(processes, "rbd", new RbdEngine.Deadlines(moment, moment));
        try {
            doomed.run(SESSION, command);
        } catch (RbdException failure) {
            assertThat(failure.error()).isEqualTo(RbdError.DEADLINE);
        }
    }

    @Test
    void aFullOsdFailsAfterTheOperationTimeout() {
        try (CephCluster full = CephCluster.fresh()) {
            full.reportFull();
            ImageRef image = ImageRef.of(full.pool(), "full");
            assertThatThrownBy(() -> engine.run(TestSessions.brief(full), new Create(image, SIZE, LAYERING)))
                    .isInstanceOfSatisfying(
                            RbdException.class,
                            failure -> assertThat(failure.error()).isIn(RbdError.UNREACHABLE, RbdError.NO_SPACE));
            full.freeSpace();
            engine.run(TestSessions.admin(full), new Create(image, SIZE, LAYERING));
        }
    }

    @Test
    void aFrozenOsdFailsAfterTheOperationTimeout() {
        try (CephCluster frozen = CephCluster.fresh()) {
            ImageRef image = ImageRef.of(frozen.pool(), "frozen");
            frozen.freezeOsd();
            assertThatThrownBy(() -> engine.run(TestSessions.brief(frozen), new Create(image, SIZE, LAYERING)))
                    .isInstanceOfSatisfying(
                            RbdException.class,
                            failure -> assertThat(failure.error()).isEqualTo(RbdError.UNREACHABLE));
            frozen.thawOsd();
            store.createIfMissing(TestSessions.admin(frozen), image, SIZE, LAYERING);
            assertThat(frozen.sizeOf(image.toString())).isEqualTo(SIZE.bytes());
        }
    }
}
