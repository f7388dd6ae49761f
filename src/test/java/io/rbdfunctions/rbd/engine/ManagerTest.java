package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.rbdfunctions.rbd.CephManager;
import io.rbdfunctions.rbd.CephMonitors;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.ManagerCalls;
import io.rbdfunctions.rbd.manager.ManagerCommand;
import io.rbdfunctions.rbd.manager.ManagerCommand.Acknowledgement;
import io.rbdfunctions.rbd.manager.ManagerCommand.AddFlattening;
import io.rbdfunctions.rbd.manager.ManagerCommand.AddTrashRemoval;
import io.rbdfunctions.rbd.manager.ManagerCommand.ListFlattenings;
import io.rbdfunctions.rbd.manager.ManagerCommand.ListTrashRemovals;
import io.rbdfunctions.rbd.manager.ManagerCommand.Probe;
import io.rbdfunctions.rbd.monitor.MonitorCommand.ReadUsage;
import io.rbdfunctions.rbd.monitor.PoolUsage;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands for a real manager, and for clusters without one. */
@SecondLane
class ManagerTest {
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final List<String> USER = List.of("mon", "profile rbd", "osd", "profile rbd");
    private static final CephCluster CEPH = CephCluster.fresh();

    static {
        CEPH.startManager();
    }

    private final ManagerCalls calls = TestEngine.managerCalls();
    private final CephManager manager = TestEngine.manager(calls, DEADLINE);
    private final Session admin = TestSessions.admin(CEPH);
    private final PoolSpec pool = PoolSpec.of(new PoolName(CEPH.pool()));
    private final String image = "img-" + UUID.randomUUID();

    @AfterEach
    void close() {
        calls.close();
    }

    @AfterAll
    static void stop() {
        CEPH.close();
    }

    /** The monitors pass on what the manager counts every few seconds. */
    @Test
    void reportsTheUseOfPools() {
        try (Librbd librbd = TestEngine.librbd()) {
            CephMonitors monitors = TestEngine.monitors(librbd);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> monitors.run(admin, new ReadUsage()).containsKey(CEPH.pool()));

            PoolUsage usage =
                    Objects.requireNonNull(monitors.run(admin, new ReadUsage()).get(CEPH.pool()));

            assertThat(usage.stored()).isNotNegative();
            assertThat(usage.available()).isGreaterThan(1L << 20);
        }
    }

    @Test
    void anImageLeavesTheTrashByItself() {
        ImageId id = trashed(pool);

        assertThat(manager.run(admin, new AddTrashRemoval(pool, id))).isEqualTo(Acknowledgement.DONE);

        await().atMost(Duration.ofSeconds(10)).until(() -> trash(pool).isEmpty());
        assertThat(CEPH.headers(CEPH.pool())).doesNotContain("rbd_header." + id);
    }

    @Test
    void anImageOfANamespaceLeavesTheTrashByItself() {
        CEPH.createNamespace(CEPH.pool() + "/team-a");
        PoolSpec namespace = new PoolSpec(pool.pool(), new RadosNamespace("team-a"));
        ImageId id = trashed(namespace);

        assertThat(failure(admin, new AddTrashRemoval(pool, id)).error()).isEqualTo(RbdError.NOT_FOUND);
        manager.run(admin, new AddTrashRemoval(namespace, id));

        await().atMost(Duration.ofSeconds(10)).until(() -> trash(namespace).isEmpty());
    }

    /** The manager repeats the task. */
    @Test
    void anImageThatIsProtectedForAMomentLeavesTheTrashLater() {
        String spec = CEPH.pool() + "/" + image;
        CEPH.createImage(spec, 4);
        CEPH.rbd("trash", "mv", spec, "--expires-at", "2 seconds").orFail();
        ImageId id = new ImageId(CEPH.trashId(image));

        manager.run(admin, new AddTrashRemoval(pool, id));
        manager.run(admin, new AddTrashRemoval(pool, id));

        assertThat(manager.run(admin, new ListTrashRemovals(pool))).containsExactly(id.value());
        assertThat(manager.run(admin, new ListTrashRemovals(PoolSpec.of(new PoolName("other")))))
                .isEmpty();
        await().atMost(Duration.ofSeconds(60)).until(() -> trash(pool).isEmpty());
        await().until(() -> manager.run(admin, new ListTrashRemovals(pool)).isEmpty());
    }

    @Test
    void aCloneBecomesIndependentByItself() {
        String parent = CEPH.pool() + "/" + image;
        ImageRef clone = ImageRef.of(CEPH.pool(), image + "-clone");
        CEPH.createImage(parent, 4);
        CEPH.snapshot(parent, "s1");
        CEPH.rbd("clone", parent + "@s1", clone.toString(), "--rbd-default-clone-format", "2")
                .orFail();

        manager.run(admin, new AddFlattening(clone));
        manager.run(admin, new AddFlattening(clone));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> !CEPH.rbd("info", clone.toString()).stdout().contains("parent:"));
        await().until(() -> manager.run(admin, new ListFlattenings(pool)).isEmpty());
        assertThat(failure(admin, new AddFlattening(ImageRef.of(CEPH.pool(), "none")))
                        .error())
                .isEqualTo(RbdError.NOT_FOUND);
    }

    @Test
    void anImageThatIsNotInTheTrashIsNotFound() {
        RbdException failure = failure(admin, new AddTrashRemoval(pool, new ImageId("1005ddb30304")));

        assertThat(failure.error()).isEqualTo(RbdError.NOT_FOUND);
        assertThat(failure).hasMessageStartingWith("ceph rbd task add trash remove kube/1005ddb30304: ");
    }

    @Test
    void theDocumentedCapabilitiesSuffice() {
        Session user = user("documented", "mgr", "profile rbd pool=" + CEPH.pool());

        assertThat(manager.run(user, new Probe())).isEqualTo(Acknowledgement.DONE);
        ImageId id = trashed(pool);
        manager.run(user, new AddTrashRemoval(pool, id));

        await().atMost(Duration.ofSeconds(10)).until(() -> trash(pool).isEmpty());
    }

    @Test
    void withoutCapabilitiesTheUserIsDenied() {
        Session user = user("without");

        assertThat(failure(user, new Probe()).error()).isEqualTo(RbdError.DENIED);
        assertThat(failure(user, new ListTrashRemovals(pool)).error()).isEqualTo(RbdError.DENIED);
        assertThat(failure(user, new AddTrashRemoval(pool, new ImageId("1"))))
                .hasMessageContaining("access denied")
                .extracting(RbdException::error)
                .isEqualTo(RbdError.DENIED);
    }

    /** The probe succeeds, since the manager looks at the pool when it gets a task. */
    @Test
    void capabilitiesForAnotherPoolDoNotSuffice() {
        Session user = user("elsewhere", "mgr", "profile rbd pool=other");

        manager.run(user, new Probe());

        assertThat(failure(user, new AddTrashRemoval(pool, new ImageId("1"))).error())
                .isEqualTo(RbdError.DENIED);
    }

    @Test
    void capabilitiesForANamespaceSufficeThereAndNowhereElse() {
        PoolSpec own = namespace("team-b");
        PoolSpec other = namespace("team-c");
        Session user = user("tenant", "mgr", "profile rbd pool=%s namespace=team-b".formatted(CEPH.pool()));
        ImageId id = trashed(own);
        ImageId foreign = trashed(other);

        manager.run(user, new Probe());
        manager.run(user, new AddTrashRemoval(own, id));

        await().atMost(Duration.ofSeconds(10)).until(() -> trash(own).isEmpty());
        for (PoolSpec elsewhere : List.of(pool, other)) {
            assertThat(failure(user, new AddTrashRemoval(elsewhere, foreign)).error())
                    .isEqualTo(RbdError.DENIED);
        }
        assertThat(trash(other)).hasSize(1);
    }

    private static PoolSpec namespace(String name) {
        CEPH.createNamespace(CEPH.pool() + "/" + name);
        return new PoolSpec(new PoolName(CEPH.pool()), new RadosNamespace(name));
    }

    @Test
    void aHangingManagerHoldsNobodyUp() {
        manager.run(admin, new Probe());
        CEPH.freezeManager();
        try (Librbd librbd = TestEngine.librbd()) {
            assertThat(failure(admin, new Probe()).error()).isEqualTo(RbdError.DEADLINE);
            assertThat(secondsOf(() -> failure(admin, new Probe()))).isLessThan(0.5);
            assertThat(TestEngine.over(librbd).run(admin, new ListCommand.Names(pool)))
                    .isNotNull();
        } finally {
            CEPH.thawManager();
        }
        await().ignoreExceptions().until(() -> manager.run(admin, new Probe()) == Acknowledgement.DONE);
    }

    /** An answer that comes after the deadline must not find freed memory: librados would abort the process. */
    @Test
    void aManagerThatAppearsLaterAnswersTheWaitingCommand() {
        try (CephCluster ceph = CephCluster.fresh()) {
            Session session = TestSessions.admin(ceph);
            assertThat(secondsOf(() ->
                            assertThat(failure(session, new Probe()).error()).isEqualTo(RbdError.DEADLINE)))
                    .isBetween(0.9, 10.0);
            assertThat(secondsOf(() ->
                            assertThat(failure(session, new Probe()).error()).isEqualTo(RbdError.DEADLINE)))
                    .isLessThan(0.5);

            ceph.startManager();

            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> manager.run(session, new Probe()) == Acknowledgement.DONE);
        }
    }

    private RbdException failure(Session session, ManagerCommand<?> command) {
        return catchThrowableOfType(RbdException.class, () -> manager.run(session, command));
    }

    private static Session user(String name, String... capabilities) {
        List<String> all = new ArrayList<>(USER);
        all.addAll(List.of(capabilities));
        return TestSessions.as(CEPH, name, CEPH.makeUser(name, all));
    }

    /** Creates an image and moves it to the trash, without an expiry. */
    private ImageId trashed(PoolSpec where) {
        String spec = where + "/" + image;
        CEPH.createImage(spec, 4);
        CEPH.rbd("trash", "mv", spec).orFail();
        return new ImageId(trash(where).getFirst().split(" ", 2)[0]);
    }

    private static List<String> trash(PoolSpec where) {
        return CEPH.rbd("trash", "ls", where.toString())
                .orFail()
                .stdout()
                .lines()
                .toList();
    }

    private static double secondsOf(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
