package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.RbdCallListener.RbdCall;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.librbd.ffm.MissingLibrary;
import io.rbdfunctions.rbd.object.ListObjects;
import io.rbdfunctions.rbd.object.ListObjects.ObjectPage;
import io.rbdfunctions.rbd.object.ObjectOperation;
import io.rbdfunctions.rbd.object.ObjectOperation.KeyPage;
import io.rbdfunctions.rbd.object.ObjectOperation.ListKeys;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolIdOf;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolNameOf;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadImageId;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadKeys;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.rbd.object.ObjectWrite.Result;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.ceph.WithCeph;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Compares operations on objects with what the {@code rados} command sees. */
@SecondLane
@WithCeph
class RadosObjectsTest {
    private static final Librbd LIBRBD = TestEngine.librbd();
    private static final String WRONG = "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";

    private final CephCluster ceph;
    private final RadosObjects objects = TestEngine.objects(LIBRBD);
    private final Session admin;
    private final String pool;
    private final Omaps outside;
    private final ObjectRef object;

    RadosObjectsTest(CephCluster ceph) {
        this.ceph = ceph;
        this.admin = TestSessions.admin(ceph);
        this.pool = ceph.freshPool();
        this.outside = Omaps.of(ceph, pool);
        this.object = object(RadosNamespace.DEFAULT);
    }

    @AfterAll
    static void close() {
        LIBRBD.close();
    }

    private ObjectRef object(RadosNamespace namespace) {
        return new ObjectRef(new PoolName(pool), namespace, "data");
    }

    private ObjectWrite write() {
        return ObjectWrite.of(object);
    }

    private <A> A run(ObjectOperation<A> operation) {
        return objects.run(admin, operation);
    }

    @Test
    void createsAnObjectWithItsKeysOnlyOnce() {
        ObjectWrite creation = write().createNew().set(Map.of("a", "1", "b", "", "c", "\u00e9"));

        assertThat(run(creation)).isEqualTo(Result.APPLIED);

        assertThat(run(write().createNew().set(Map.of("a", "2")))).isEqualTo(Result.EXISTS);
        assertThat(outside.objects("data")).containsExactly("data");
        assertThat(outside.of("data")).containsOnly(Map.entry("a", "1"), Map.entry("b", ""), Map.entry("c", "\u00e9"));
        assertThat(run(new ReadKeys(object, Set.of("a", "b", "c", "d"))))
                .contains(Map.of("a", "1", "b", "", "c", "\u00e9"));
    }

    @Test
    void createsAnObjectThatMayExist() {
        assertThat(run(write().createIfMissing().set(Map.of("a", "1")))).isEqualTo(Result.APPLIED);
        assertThat(run(write().createIfMissing().set(Map.of("b", "2")))).isEqualTo(Result.APPLIED);
        assertThat(outside.of("data")).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
    }

    @Test
    void writesNothingIfAKeyHasAnotherValue() {
        outside.set("data", "a", "1");

        assertThat(run(write().require("a", "2").set(Map.of("b", "x")))).isEqualTo(Result.DIFFERENT);
        assertThat(run(write().requireNo("a").set(Map.of("b", "x")))).isEqualTo(Result.DIFFERENT);
        assertThat(run(write().require("c", "1").remove())).isEqualTo(Result.DIFFERENT);
        assertThat(outside.of("data")).containsOnly(Map.entry("a", "1"));

        assertThat(run(write().require("a", "1").requireNo("b").set(Map.of("b", "x"))))
                .isEqualTo(Result.APPLIED);
        assertThat(outside.of("data")).containsOnly(Map.entry("a", "1"), Map.entry("b", "x"));
    }

    @Test
    void createsAnObjectAndRequiresThatItLacksAKey() {
        ObjectWrite reservation = write().createIfMissing().requireNo("a").set(Map.of("a", "1"));

        assertThat(run(reservation)).isEqualTo(Result.APPLIED);
        assertThat(run(reservation)).isEqualTo(Result.DIFFERENT);
        assertThat(outside.of("data")).containsOnly(Map.entry("a", "1"));
    }

    @Test
    void removesKeysAndObjects() {
        outside.set("data", "a", "1");
        outside.set("data", "b", "2");

        assertThat(run(write().removeKey("a"))).isEqualTo(Result.APPLIED);
        assertThat(run(write().removeKey("a"))).isEqualTo(Result.APPLIED);
        assertThat(outside.of("data")).containsOnly(Map.entry("b", "2"));

        assertThat(run(write().require("b", "2").remove())).isEqualTo(Result.APPLIED);
        assertThat(outside.objects("data")).isEmpty();
    }

    @Test
    void aMissingObjectIsAnAnswer() {
        assertThat(run(write().remove())).isEqualTo(Result.MISSING);
        assertThat(run(write().removeKey("a"))).isEqualTo(Result.MISSING);
        assertThat(run(write().require("a", "1").set(Map.of("b", "x")))).isEqualTo(Result.MISSING);
        assertThat(run(new ReadKeys(object, Set.of("a")))).isEmpty();
        assertThat(run(new ListKeys(object, "", 10))).isEmpty();
        assertThat(outside.objects("data")).isEmpty();
    }

    @Test
    void keepsNamespacesApart() {
        ObjectRef other = object(new RadosNamespace("tenant"));
        run(write().createNew().set(Map.of("a", "1")));

        assertThat(run(new ReadKeys(other, Set.of("a")))).isEmpty();
        assertThat(run(ObjectWrite.of(other).createNew().set(Map.of("a", "2")))).isEqualTo(Result.APPLIED);

        assertThat(new Omaps(ceph, pool, "tenant").of("data")).containsOnly(Map.entry("a", "2"));
        assertThat(outside.of("data")).containsOnly(Map.entry("a", "1"));
    }

    @Test
    void listsKeysPageByPage() {
        Map<String, String> all = IntStream.range(0, 2500)
                .boxed()
                .collect(Collectors.toMap("key-%04d"::formatted, number -> "value " + number));
        run(write().createNew().set(all));

        Map<String, String> listed = new TreeMap<>();
        String after = "";
        KeyPage page;
        do {
            page = run(new ListKeys(object, after, 900)).orElseThrow();
            assertThat(page.values()).isNotEmpty().hasSizeLessThanOrEqualTo(900);
            listed.putAll(page.values());
            after = List.copyOf(page.values().keySet()).getLast();
        } while (page.hasMore());

        assertThat(listed).isEqualTo(all);
    }

    @Test
    void listsObjectsPartByPart() {
        List<String> names =
                IntStream.range(0, 3000).mapToObj("data-%d"::formatted).toList();
        names.forEach(name -> run(ObjectWrite.of(new ObjectRef(object.pool(), RadosNamespace.DEFAULT, name))
                .createNew()));
        run(ObjectWrite.of(object(new RadosNamespace("tenant"))).createNew());
        run(ObjectWrite.of(new ObjectRef(object.pool(), RadosNamespace.DEFAULT, "other"))
                .createNew());

        List<String> listed = new ArrayList<>();
        int parts = 0;
        OptionalInt next = OptionalInt.of(0);
        while (next.isPresent()) {
            ObjectPage page = run(new ListObjects(object.pool(), RadosNamespace.DEFAULT, "data", next.getAsInt(), 100));
            listed.addAll(page.names());
            next = page.next();
            parts++;
        }

        assertThat(parts).isGreaterThan(1);
        assertThat(Set.copyOf(listed)).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void readsTheIdOfAnImage() {
        ImageName image = new ImageName("image");
        assertThat(run(new ReadImageId(object.pool(), RadosNamespace.DEFAULT, image)))
                .isEmpty();

        ceph.createImage(pool + "/image", 8);

        ImageInfo info = TestEngine.over(LIBRBD).run(admin, new Info(new ImageRef(object.pool(), image)));
        assertThat(run(new ReadImageId(object.pool(), RadosNamespace.DEFAULT, image)))
                .contains(new ImageId(info.id()));
    }

    @Test
    void reportsItsOperations() {
        List<RbdCall> calls = new ArrayList<>();
        RadosObjects reported = new LibradosEngine(() -> LIBRBD, Duration.ofSeconds(60), calls::add);
        ObjectRef nowhere = new ObjectRef(new PoolName("no-such-pool"), RadosNamespace.DEFAULT, "data");

        assertThat(reported.run(admin, write().createNew())).isEqualTo(Result.APPLIED);
        assertThat(catchThrowableOfType(
                        RbdException.class, () -> reported.run(admin, new ReadKeys(nowhere, Set.of("a")))))
                .isNotNull();

        assertThat(calls)
                .extracting(RbdCall::verb, RbdCall::engine, RbdCall::error)
                .containsExactly(
                        tuple("write", "librados", null), tuple("omap get", "librados", RbdError.POOL_NOT_FOUND));
    }

    @Test
    void saysThatLibradosIsMissing() {
        RadosObjects without = new LibradosEngine(
                () -> {
                    throw MissingLibrary.failure();
                },
                Duration.ofSeconds(60),
                _ -> {});

        assertThat(catchThrowableOfType(RbdException.class, () -> without.run(admin, write().createNew())))
                .hasMessage("rados write %s/data: %s cannot be loaded".formatted(pool, MissingLibrary.FILE))
                .extracting(RbdException::error)
                .isEqualTo(RbdError.ENGINE_MISSING);
    }

    @Test
    void findsPoolsByNameAndById() {
        PoolId id = run(new PoolIdOf(new PoolName(pool)));

        assertThat(run(new PoolNameOf(id))).contains(new PoolName(pool));
        assertThat(run(new PoolNameOf(new PoolId(id.value() + 1000)))).isEmpty();
        assertThat(run(new PoolNameOf(new PoolId(Long.MAX_VALUE)))).isEmpty();
    }

    @Test
    void failsInAMissingPool() {
        PoolName missing = new PoolName("no-such-pool");
        ObjectRef nowhere = new ObjectRef(missing, RadosNamespace.DEFAULT, "data");

        assertThat(error(admin, ObjectWrite.of(nowhere).createNew())).isEqualTo(RbdError.POOL_NOT_FOUND);
        assertThat(error(admin, new ReadKeys(nowhere, Set.of("a")))).isEqualTo(RbdError.POOL_NOT_FOUND);
        assertThat(error(admin, new PoolIdOf(missing))).isEqualTo(RbdError.POOL_NOT_FOUND);
    }

    /** Such a pool has no omaps. */
    @Test
    void failsInAnErasureCodedPool() {
        ObjectRef erasureCoded =
                new ObjectRef(new PoolName(ceph.freshErasureCodedPool()), RadosNamespace.DEFAULT, "data");

        assertThat(error(admin, ObjectWrite.of(erasureCoded).createNew().set(Map.of("a", "1"))))
                .isEqualTo(RbdError.ERASURE_CODED);
    }

    @Test
    void failsWithoutPermission() {
        Session user = TestSessions.as(ceph, ceph.userId(), ceph.userKey());

        assertThat(error(user, write().createNew())).isEqualTo(RbdError.DENIED);
        assertThat(error(user, new ReadKeys(object, Set.of("a")))).isEqualTo(RbdError.DENIED);
        assertThat(outside.objects("data")).isEmpty();
    }

    @Test
    void failsWithAWrongKey() {
        Session wrong = TestSessions.as(ceph, "admin", WRONG);

        assertThat(failure(wrong, write().createNew()))
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(RbdError.DENIED))
                .hasMessageStartingWith("rados write " + pool + "/data: ")
                .hasMessageNotContaining(WRONG);
        assertThat(run(write().createNew())).isEqualTo(Result.APPLIED);
    }

    @Test
    void givesUpASilentClusterAtTheDeadline() {
        RadosObjects hasty = new LibradosEngine(() -> LIBRBD, Duration.ofMillis(300), _ -> {});
        try (var silent = LoopbackPorts.hanging()) {
            Session nowhere = TestSessions.with(ceph, "v2:127.0.0.1:" + silent.port());
            RbdException failure =
                    catchThrowableOfType(RbdException.class, () -> hasty.run(nowhere, write().createNew()));

            assertThat(failure.error()).isEqualTo(RbdError.DEADLINE);
        }
    }

    @Test
    void failsAtADeadAddress() {
        Session nowhere = TestSessions.at("v2:127.0.0.1:" + LoopbackPorts.free());

        assertThat(error(nowhere, new ReadKeys(object, Set.of("a")))).isEqualTo(RbdError.UNREACHABLE);
    }

    /** The pool is looked up again if it is missing, since another pool may have its name. */
    @Test
    void usesAPoolThatWasCreatedAnew() {
        assertThat(run(write().createNew())).isEqualTo(Result.APPLIED);
        PoolId before = run(new PoolIdOf(object.pool()));
        ceph.deletePool(pool);
        ceph.createPool(pool);

        assertThat(run(write().createNew())).isEqualTo(Result.APPLIED);
        assertThat(run(new PoolIdOf(object.pool()))).isNotEqualTo(before);
    }

    @Test
    void sharesTheConnectionOfTheRbdCommands() {
        try (Librbd shared = TestEngine.librbd()) {
            new LibradosEngine(() -> shared, Duration.ofSeconds(60), _ -> {}).run(admin, write().createNew());
            TestEngine.over(shared).run(admin, new ListCommand.Names(PoolSpec.of(object.pool())));

            assertThat(shared.connections()).isOne();
        }
    }

    private RbdError error(Session session, ObjectOperation<?> operation) {
        return failure(session, operation).error();
    }

    private RbdException failure(Session session, ObjectOperation<?> operation) {
        return Optional.ofNullable(catchThrowableOfType(RbdException.class, () -> objects.run(session, operation)))
                .orElseThrow();
    }
}
