package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.Librbd.Limits;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@SecondLane
class LibrbdTest extends RbdEngineContract {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Librbd LIBRBD = TestEngine.librbd();
    private static final Executor TASKS = task -> Thread.ofVirtual().start(task);
    private static final String WRONG = "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";

    @AfterAll
    static void close() {
        LIBRBD.close();
    }

    @Override
    RbdEngine engine() {
        return TestEngine.over(LIBRBD);
    }

    @Test
    void givesUpAHangingCallAtTheDeadline() {
        RbdEngine hasty = new LibrbdEngine(LIBRBD, new RbdEngine.Deadlines(Duration.ofMillis(300), LONG));
        try (var silent = LoopbackPorts.hanging()) {
            Session nowhere = TestSessions.with(ceph, "v2:127.0.0.1:" + silent.port());
            assertThat(ImageLife.failure(hasty, nowhere, new Info(ImageRef.of("kube", "data"))))
                    .isEqualTo(RbdError.DEADLINE);
        }
    }

    /** librbd would wait for the lock without end. */
    @Test
    void aLockedImageIsNeitherRemovedNorWaitedFor() {
        ImageRef image = ImageRef.of(ceph.freshPool(), "data");
        Session session = TestSessions.admin(ceph);
        engine().run(
                        session,
                        new Create(
                                image,
                                Capacity.ofMebibytes(8),
                                ImageLayout.of(ImageFeatures.parse("layering,exclusive-lock"))));
        ceph.lock(image.toString(), "mine");

        assertThat(ImageLife.failure(engine(), session, new Remove(image))).isEqualTo(RbdError.LOCKED);
        assertThat(ImageLife.failure(engine(), session, new TrashCommand.Move(image, null)))
                .isEqualTo(RbdError.LOCKED);
        assertThat(ceph.exists(image.toString())).isTrue();
    }

    @Test
    void aWrongKeyDoesNotAffectOtherSessions() {
        ImageRef image = ImageRef.of(ceph.freshPool(), "data");
        Session right = TestSessions.admin(ceph);
        Session wrong = TestSessions.as(ceph, "admin", WRONG);
        engine().run(right, new Create(image, Capacity.ofMebibytes(8), ImageLayout.PLAIN));
        for (int turn = 0; turn < 3; turn++) {
            assertThat(ImageLife.failure(engine(), wrong, new Info(image))).isEqualTo(RbdError.DENIED);
            assertThat(engine().run(right, new Info(image)).size()).isEqualTo(8L << 20);
        }
    }

    /** Uses more callers than a connection has permits. */
    @Test
    void aHangingClusterDoesNotDelayOthers() {
        ImageRef image = ImageRef.of(ceph.freshPool(), "data");
        Session right = TestSessions.admin(ceph);
        engine().run(right, new Create(image, Capacity.ofMebibytes(8), ImageLayout.PLAIN));
        try (var silent = LoopbackPorts.hanging()) {
            Session nowhere = TestSessions.at("v2:127.0.0.1:" + silent.port(), Duration.ofSeconds(4));
            List<CompletableFuture<RbdError>> stuck = IntStream.range(0, 20)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(
                            () -> ImageLife.failure(engine(), nowhere, new Info(image)), TASKS))
                    .toList();

            assertThat(engine().run(right, new Info(image)).size()).isEqualTo(8L << 20);

            assertThat(stuck).noneMatch(CompletableFuture::isDone);
            assertThat(stuck.stream().map(CompletableFuture::join)).containsOnly(RbdError.UNREACHABLE);
        }
    }

    @Test
    void runsCommandsOnManyImagesInParallel() {
        String pool = ceph.freshPool();
        List<CompletableFuture<Integer>> lives = IntStream.range(0, 16)
                .mapToObj(
                        index -> new ImageLife(engine(), TestSessions.admin(ceph), ImageRef.of(pool, "data-" + index)))
                .map(life -> CompletableFuture.supplyAsync(life::run, TASKS))
                .toList();

        assertThat(lives.stream().mapToInt(CompletableFuture::join).sum()).isPositive();
        assertThat(ceph.images(pool)).isEmpty();
    }

    /** librados does not apply a change of an option that is a text to its connections. */
    @Test
    void obeysChangedOptionsOfTheClusterAfterTheLifetimeOfAConnection() {
        String dataPool = ceph.freshPool();
        String user = dataPool + "-user";
        String key = ceph.makeUser(user, List.of("mon", "profile rbd", "osd", "allow *"));
        Session session = TestSessions.as(ceph, user, key);
        try (Librbd brief = new Librbd(new Limits(8, LONG, 4, Duration.ofMillis(500)))) {
            RbdEngine engine = TestEngine.over(brief);
            assertThat(dataPool(engine, session)).isNull();
            ceph.setOption(user, "rbd_default_data_pool", dataPool);

            await().untilAsserted(() -> assertThat(dataPool(engine, session)).isEqualTo(dataPool));
        }
    }

    private @Nullable String dataPool(RbdEngine engine, Session session) {
        ImageRef image = ImageRef.of(ceph.pool(), "data-" + System.nanoTime());
        engine.run(session, new Create(image, Capacity.ofMebibytes(1), ImageLayout.PLAIN));
        @Nullable String dataPool = engine.run(session, new Info(image)).dataPool();
        engine.run(session, new Remove(image));
        return dataPool;
    }

    @Test
    void readsLongMetadata() {
        ImageRef image = ImageRef.of(ceph.freshPool(), "data");
        Session session = TestSessions.admin(ceph);
        engine().run(session, new Create(image, Capacity.ofMebibytes(8), ImageLayout.of(ImageFeatures.LAYERING)));
        String text = "x".repeat(5000);
        ceph.rbd("image-meta", "set", image.toString(), "long", text).orFail();
        ceph.rbd("image-meta", "set", image.toString(), "longer", text + text).orFail();

        assertThat(engine().run(session, new MetadataCommand.ListAll(image)))
                .containsEntry("long", text)
                .containsEntry("longer", text + text)
                .hasSize(2);
    }

    @Test
    void readsListsLongerThanTheInitialCapacity() {
        ImageRef image = ImageRef.of(ceph.freshPool(), "data");
        Session session = TestSessions.admin(ceph);
        IntStream.range(0, 150)
                .mapToObj(index -> ImageRef.of(image.pool().value(), "image-" + index))
                .forEach(each -> engine().run(session, new Create(each, Capacity.ofMebibytes(1), ImageLayout.PLAIN)));

        assertThat(engine().run(session, new ListCommand.Names(image.poolSpec())))
                .hasSize(150)
                .doesNotHaveDuplicates();
        assertThat(engine().run(session, new ListCommand.Sizes(image.poolSpec())))
                .hasSize(150)
                .allMatch(each -> each.size() == 1 << 20);
    }
}
