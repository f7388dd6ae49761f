package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.Librbd.Limits;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.rbd.object.ObjectWrite.Result;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pooled connections when daemons of the cluster stop and start. */
@SecondLane
class LibrbdFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Capacity SIZE = Capacity.ofMebibytes(8);
    private static final ImageLayout LAYERING = ImageLayout.of(ImageFeatures.LAYERING);
    private static final CephCluster CEPH = CephCluster.fresh();
    private static final Session USUAL = TestSessions.admin(CEPH);
    private static final Session BRIEF = TestSessions.brief(CEPH);
    private static final Librbd LIBRBD = TestEngine.librbd();
    private static final Executor TASKS = task -> Thread.ofVirtual().start(task);

    private final RbdEngine engine = TestEngine.over(LIBRBD);
    private final ImageRef image = ImageRef.of(CEPH.pool(), "image-" + System.nanoTime());

    @AfterAll
    static void stop() {
        LIBRBD.close();
        CEPH.close();
    }

    /** Also after a failure, so that it remains the only one. */
    @AfterEach
    void thaw() {
        CEPH.thawOsd();
    }

    @Test
    void recoversAfterTheRestartOfAnOsd() {
        engine.run(BRIEF, new Create(image, SIZE, LAYERING));
        CEPH.stopOsd();
        assertThat(failure(BRIEF, new Info(image))).isEqualTo(RbdError.UNREACHABLE);
        CEPH.startOsd();
        assertThat(engine.run(USUAL, new Info(image)).size()).isEqualTo(SIZE.bytes());
        engine.run(USUAL, new Remove(image));
    }

    @Test
    void aFrozenOsdFailsAfterTheOperationTimeout() {
        engine.run(BRIEF, new Create(image, SIZE, LAYERING));
        CEPH.freezeOsd();
        long start = System.nanoTime();
        assertThat(failure(BRIEF, new Info(image))).isEqualTo(RbdError.UNREACHABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        CEPH.thawOsd();
        assertThat(engine.run(USUAL, new Info(image)).size()).isEqualTo(SIZE.bytes());
    }

    @Test
    void aWriteToAFrozenOsdFailsAfterTheOperationTimeout() {
        RadosObjects objects = TestEngine.objects(LIBRBD);
        ObjectWrite write = ObjectWrite.of(
                new ObjectRef(image.pool(), RadosNamespace.DEFAULT, image.name().value()));
        assertThat(objects.run(BRIEF, write.removeKey("any"))).isEqualTo(Result.MISSING);
        CEPH.freezeOsd();

        RbdException failure = catchThrowableOfType(RbdException.class, () -> objects.run(BRIEF, write.createNew()));

        CEPH.thawOsd();
        assertThat(failure.error()).isEqualTo(RbdError.UNREACHABLE);
        assertThat(objects.run(USUAL, write.createIfMissing())).isEqualTo(Result.APPLIED);
    }

    @Test
    void aConnectionSurvivesTheRestartOfItsMonitor() {
        engine.run(USUAL, new Create(image, SIZE, LAYERING));
        CEPH.stopMon();
        CEPH.startMon();
        assertThat(engine.run(USUAL, new Info(image)).size()).isEqualTo(SIZE.bytes());
    }

    @Test
    void recoversAfterTheRestartOfACluster() {
        engine.run(BRIEF, new Create(image, SIZE, LAYERING));
        CEPH.stopOsd();
        CEPH.stopMon();
        assertThat(failure(BRIEF, new Info(image))).isEqualTo(RbdError.UNREACHABLE);
        CEPH.startMon();
        CEPH.startOsd();
        assertThat(engine.run(USUAL, new Info(image)).size()).isEqualTo(SIZE.bytes());
        await("the connection that failed")
                .atMost(LONG)
                .ignoreExceptions()
                .until(() -> engine.run(BRIEF, new Info(image)).size() == SIZE.bytes());
    }

    @Test
    void failsAfterTheQueueTimeout() {
        engine.run(USUAL, new Create(image, SIZE, LAYERING));
        try (Librbd narrow = new Librbd(new Limits(1, Duration.ofMillis(100), 1, LONG))) {
            RbdEngine one = new LibrbdEngine(narrow, new RbdEngine.Deadlines(LONG, LONG));
            one.run(USUAL, new Info(image));
            CEPH.freezeOsd();
            List<CompletableFuture<Long>> both = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> one.run(USUAL, new Info(image)).size(), TASKS))
                    .limit(2)
                    .toList();
            await("one without a turn")
                    .until(() -> both.stream().anyMatch(CompletableFuture::isCompletedExceptionally));
            CEPH.thawOsd();
            assertThat(both)
                    .filteredOn(CompletableFuture::isCompletedExceptionally)
                    .singleElement()
                    .satisfies(none -> assertThat(none.exceptionNow())
                            .isInstanceOfSatisfying(
                                    RbdException.class,
                                    failure -> assertThat(failure.error()).isEqualTo(RbdError.TOO_MANY)));
            await("the other one").until(() -> both.stream().allMatch(CompletableFuture::isDone));
            assertThat(both)
                    .filteredOn(size -> !size.isCompletedExceptionally())
                    .hasSize(1);
            assertThat(one.run(USUAL, new Info(image)).size()).isEqualTo(SIZE.bytes());
        }
    }

    /** Of two calls that may run at a time, eight that do not return leave one to others. */
    @Test
    void changesThatDoNotReturnTakeOneThreadPerImage() {
        engine.run(USUAL, new Create(image, SIZE, LAYERING));
        try (Librbd narrow = new Librbd(new Limits(2, Duration.ofMillis(50), 2, LONG))) {
            RbdEngine hasty =
                    new LibrbdEngine(narrow, new RbdEngine.Deadlines(Duration.ofMillis(300), Duration.ofMillis(300)));
            hasty.run(USUAL, new Info(image));
            CEPH.freezeOsd();
            for (int turn = 0; turn < 8; turn++) {
                assertThat(failure(hasty, USUAL, new Remove(image))).isEqualTo(RbdError.DEADLINE);
            }
            assertThat(failure(hasty, USUAL, new Info(image)))
                    .as("not TOO_MANY")
                    .isEqualTo(RbdError.DEADLINE);
            // Calls of tests beside this one return soon; those of this one do not before the OSD works again.
            await("two threads")
                    .untilAsserted(() -> assertThat(threadsInNativeCalls()).hasSizeLessThanOrEqualTo(2));
            CEPH.thawOsd();
            await("the image").until(() -> CEPH.images(CEPH.pool()).isEmpty());
            engine.run(USUAL, new Create(image, SIZE, LAYERING));
            assertThat(new LibrbdEngine(narrow, new RbdEngine.Deadlines(LONG, LONG))
                            .run(USUAL, new Info(image))
                            .size())
                    .isEqualTo(SIZE.bytes());
        }
    }

    private static Stream<Thread> threadsInNativeCalls() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("librbd") && isInNativeCall(thread));
    }

    private static boolean isInNativeCall(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("CommandDispatcher"));
    }

    private static RbdError failure(RbdEngine engine, Session session, RbdCommand<?> command) {
        return catchThrowableOfType(RbdException.class, () -> engine.run(session, command))
                .error();
    }

    private RbdError failure(Session session, RbdCommand<?> command) {
        return catchThrowableOfType(RbdException.class, () -> engine.run(session, command))
                .error();
    }
}
