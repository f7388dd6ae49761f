package io.rbdfunctions.rbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.ListCommand.ListedImage;
import io.rbdfunctions.rbd.command.ListLocks.LockHolder;
import io.rbdfunctions.rbd.command.ListSnapshots.Snapshot;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.RbdCommandBuilder;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.rbd.value.ImageId;
import io.rbdfunctions.rbd.value.MetadataKey;
import io.rbdfunctions.rbd.value.MetadataValue;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.ImageWatch;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeature;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.ObjectSize;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.Striping;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of an engine, tested on a real cluster and verified with the rbd command. */
abstract class RbdEngineContract {
    private static final Capacity GIBIBYTE = Capacity.ofMebibytes(1024);
    private static final ImageLayout LAYERING = ImageLayout.of(ImageFeatures.LAYERING);

    final CephCluster ceph = CephCluster.shared();
    private final RbdCommandBuilder rbd = TestSessions.admin(ceph);
    private PoolName pool = new PoolName("unset");
    private ImageRef image = ImageRef.of("unset", "unset");

    abstract RbdEngine engine();

    @BeforeEach
    void makePool() {
        pool = new PoolName(ceph.freshPool());
        image = new ImageRef(pool, new ImageName("data"));
    }

    @Test
    void createsAnImageWithTheRequestedSizeAndFeatures() {
        run(rbd.create(image, GIBIBYTE, LAYERING));
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(1L << 30);
        assertThat(run(rbd.info(image)).features()).containsExactly("layering");
    }

    @Test
    void createsAnImageWithoutFeatures() {
        run(rbd.create(image, GIBIBYTE, ImageLayout.PLAIN));
        assertThat(run(rbd.info(image)).features()).isEmpty();
    }

    @Test
    void createsAnImageWithTheRequestedLayout() {
        PoolName dataPool = new PoolName(ceph.freshPool());
        ImageFeatures features =
                new ImageFeatures(List.of(ImageFeature.LAYERING, ImageFeature.EXCLUSIVE_LOCK, ImageFeature.OBJECT_MAP));
        run(rbd.create(
                image,
                GIBIBYTE,
                new ImageLayout(features, dataPool, new ObjectSize(8L << 20), new Striping(65536, 16))));
        ImageInfo info = run(rbd.info(image));
        assertThat(info.objectSize()).isEqualTo(8L << 20);
        assertThat(info.dataPool()).isEqualTo(dataPool.value());
        assertThat(info.features()).contains("layering", "exclusive-lock", "object-map", "data-pool", "striping");
    }

    @Test
    void createReportsAnExistingImage() {
        run(rbd.create(image, GIBIBYTE, LAYERING));
        assertThat(failure(rbd.create(image, GIBIBYTE, LAYERING))).isEqualTo(RbdError.EXISTS);
        assertThat(failure(rbd.create(image, Capacity.ofMebibytes(1), LAYERING)))
                .isEqualTo(RbdError.EXISTS);
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(1L << 30);
    }

    @Test
    void createsAnImageOfTheMaximumCapacity() {
        run(rbd.create(image, Capacity.ofMebibytes((1L << 43) - 1), LAYERING));
        assertThat(run(rbd.info(image)).size()).isEqualTo(((1L << 43) - 1) << 20);
        ceph.rbd("trash", "mv", image.toString());
    }

    @Test
    void infoReturnsTheProperties() {
        ceph.createImage(image.toString(), 64);
        ImageInfo info = run(rbd.info(image));
        assertThat(info.id()).matches("[0-9a-f]+");
        assertThat(info.size()).isEqualTo(64L << 20);
        assertThat(info.objects()).isEqualTo(16);
        assertThat(info.objectSize()).isEqualTo(4L << 20);
        assertThat(info.createdAt()).isNotBlank();
        assertThat(info.parent()).isNull();
    }

    @Test
    void linksClonesAndParents() {
        ImageRef child = new ImageRef(pool, new ImageName("child"));
        makeClone(child);
        assertThat(run(rbd.info(child)).parent()).isEqualTo(image + "@s1");
        assertThat(run(rbd.listChildren(image))).containsExactly(child.toString());
        assertThat(run(rbd.listChildren(child))).isEmpty();
    }

    @Test
    void resizeGrows() {
        ceph.createImage(image.toString(), 64);
        run(rbd.resize(image, GIBIBYTE));
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(1L << 30);
    }

    @Test
    void resizeToTheSameSizeSucceeds() {
        ceph.createImage(image.toString(), 1024);
        run(rbd.resize(image, GIBIBYTE));
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(1L << 30);
    }

    @Test
    void resizeNeverShrinks() {
        ceph.createImage(image.toString(), 2048);
        assertThat(failure(rbd.resize(image, GIBIBYTE))).isEqualTo(RbdError.BAD_ARGUMENT);
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(2L << 30);
    }

    @Test
    void growReturnsTheSizeBeforeAndNeverShrinks() {
        ceph.createImage(image.toString(), 64);
        assertThat(run(rbd.grow(image, GIBIBYTE))).isEqualTo(64L << 20);
        assertThat(run(rbd.grow(image, Capacity.ofMebibytes(128)))).isEqualTo(1L << 30);
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(1L << 30);
    }

    @Test
    void growOfAMissingImageIsNotFound() {
        assertThat(failure(rbd.grow(image, GIBIBYTE))).isEqualTo(RbdError.NOT_FOUND);
    }

    @Test
    void resizeAndRemoveIgnoreLocks() {
        ceph.createImage(image.toString(), 64);
        ceph.lock(image.toString(), "mine");
        assertThat(run(rbd.listLocks(image))).extracting(LockHolder::id).containsExactly("mine");
        run(rbd.resize(image, GIBIBYTE));
        run(rbd.remove(image));
        assertThat(ceph.exists(image.toString())).isFalse();
    }

    @Test
    void removeDeletes() {
        ceph.createImage(image.toString(), 64);
        run(rbd.remove(image));
        assertThat(ceph.images(pool.value())).isEmpty();
    }

    @Test
    void aWatchedImageIsBusyAndStatusListsTheWatcher() {
        ceph.createImage(image.toString(), 64);
        assertThat(run(rbd.status(image))).isEmpty();
        try (ImageWatch _ = ceph.watch(image.toString())) {
            assertThat(failure(rbd.remove(image))).isEqualTo(RbdError.BUSY);
            assertThat(run(rbd.status(image)))
                    .singleElement()
                    .satisfies(watcher -> assertThat(watcher.address()).matches("127\\.0\\.0\\.1:[0-9]+/[0-9]+"));
            run(rbd.resize(image, GIBIBYTE));
        }
        run(rbd.remove(image));
    }

    @Test
    void removeRejectsAnImageWithSnapshots() {
        ceph.createImage(image.toString(), 64);
        ceph.snapshot(image.toString(), "s1");
        assertThat(failure(rbd.remove(image))).isEqualTo(RbdError.HAS_SNAPSHOTS);
        assertThat(run(rbd.listSnapshots(image))).containsExactly(new Snapshot("s1", 64L << 20, false));
        assertThat(run(rbd.info(image)).snapshots()).isEqualTo(1);
    }

    /** A clone of format 2 keeps a removed snapshot in the trash namespace, which lists leave out. */
    @Test
    void infoCountsSnapshotsInTheTrashNamespace() {
        ceph.createImage(image.toString(), 64);
        ceph.snapshot(image.toString(), "s1");
        ceph.rbd("clone", image + "@s1", pool + "/child", "--rbd-default-clone-format", "2")
                .orFail();
        ceph.rbd("snap", "rm", image + "@s1", "--no-progress").orFail();
        assertThat(run(rbd.listSnapshots(image))).isEmpty();
        assertThat(run(rbd.info(image)).snapshots()).isEqualTo(1);
        assertThat(failure(rbd.remove(image))).isEqualTo(RbdError.HAS_SNAPSHOTS);
    }

    @Test
    void removeRejectsAnImageWithClones() {
        makeClone(new ImageRef(pool, new ImageName("child")));
        assertThat(failure(rbd.remove(image))).isEqualTo(RbdError.HAS_SNAPSHOTS);
        assertThat(run(rbd.listSnapshots(image))).containsExactly(new Snapshot("s1", 64L << 20, true));
    }

    @Test
    void listsNamesAndSizes() {
        assertThat(run(rbd.listNames(pool))).isEmpty();
        assertThat(run(rbd.listSizes(pool))).isEmpty();
        ceph.createImage(pool + "/b", 1024);
        ceph.createImage(pool + "/a", 64);
        ceph.snapshot(pool + "/a", "s1");
        assertThat(run(rbd.listNames(pool))).containsExactlyInAnyOrder("a", "b");
        assertThat(run(rbd.listSizes(pool)))
                .containsExactlyInAnyOrder(new ListedImage("a", 64L << 20), new ListedImage("b", 1L << 30));
    }

    @Test
    void setsAndReadsMetadata() {
        ceph.createImage(image.toString(), 64);
        MetadataKey key = new MetadataKey("csi.storage.k8s.io/pvc/name");
        assertThat(run(rbd.listMetadata(image))).isEmpty();
        run(rbd.setMetadata(image, Map.of(key, new MetadataValue("shop data"))));
        assertThat(run(rbd.listMetadata(image))).isEqualTo(Map.of(key.value(), "shop data"));
    }

    @Test
    void setsSeveralPairsOfMetadata() {
        ceph.createImage(image.toString(), 64);
        Map<MetadataKey, MetadataValue> pairs = IntStream.range(0, 5)
                .boxed()
                .collect(Collectors.toMap(at -> new MetadataKey("key" + at), at -> new MetadataValue("value " + at)));
        run(rbd.setMetadata(image, pairs));
        assertThat(run(rbd.listMetadata(image))).hasSize(5).containsEntry("key4", "value 4");
    }

    @Test
    void movesToTheTrashAndRestores() {
        ceph.createImage(image.toString(), 64);
        Instant expiry = Instant.now().plus(Duration.ofDays(7));
        run(rbd.trashMove(image, expiry));
        assertThat(run(rbd.listNames(pool))).isEmpty();
        TrashedImage trashed = run(rbd.listTrash(pool)).getFirst();
        assertThat(trashed.name()).isEqualTo("data");
        assertThat(trashed.deletedAt()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
        assertThat(trashed.expiresAt()).isCloseTo(expiry, within(2, ChronoUnit.SECONDS));
        assertThat(trashed.hasStatedExpiry()).isTrue();
        run(rbd.trashRestore(pool, new ImageId(trashed.id()), new ImageName("back")));
        assertThat(run(rbd.listNames(pool))).containsExactly("back");
    }

    @Test
    void removesFromTheTrash() {
        ceph.createImage(image.toString(), 64);
        run(rbd.trashMove(image, null));
        TrashedImage trashed = run(rbd.listTrash(pool)).getFirst();
        assertThat(trashed.hasStatedExpiry()).isFalse();
        ImageId id = new ImageId(trashed.id());
        run(rbd.trashRemove(pool, id));
        assertThat(run(rbd.listTrash(pool))).isEmpty();
        assertThat(failure(rbd.trashRemove(pool, id))).isEqualTo(RbdError.NOT_FOUND);
        assertThat(failure(rbd.trashRestore(pool, id, new ImageName("back")))).isEqualTo(RbdError.NOT_FOUND);
    }

    @Test
    void removesAProtectedImageFromTheTrashByForceOnly() {
        ceph.createImage(image.toString(), 64);
        run(rbd.trashMove(image, Instant.now().plus(Duration.ofDays(7))));
        ImageId id = new ImageId(run(rbd.listTrash(pool)).getFirst().id());
        failure(rbd.trashRemove(pool, id));
        assertThat(run(rbd.listTrash(pool))).hasSize(1);
        run(rbd.trashRemoveByForce(pool, id));
        assertThat(run(rbd.listTrash(pool))).isEmpty();
    }

    @Test
    void everyCommandReportsAMissingImage() {
        for (RbdCommand<?> command : onImage(image)) {
            assertThat(failure(command)).as(command.verb()).isEqualTo(RbdError.NOT_FOUND);
        }
    }

    @Test
    void everyCommandReportsAMissingPool() {
        ImageRef elsewhere = ImageRef.of("no-such-pool", "data");
        for (RbdCommand<?> command : onImage(elsewhere)) {
            assertThat(failure(command)).as(command.verb()).isEqualTo(RbdError.POOL_NOT_FOUND);
        }
        assertThat(failure(rbd.create(elsewhere, GIBIBYTE, LAYERING))).isEqualTo(RbdError.POOL_NOT_FOUND);
        assertThat(failure(rbd.listNames(elsewhere.pool()))).isEqualTo(RbdError.POOL_NOT_FOUND);
        assertThat(failure(rbd.listTrash(elsewhere.pool()))).isEqualTo(RbdError.POOL_NOT_FOUND);
    }

    @Test
    void createReportsAMissingDataPool() {
        ImageLayout layout = new ImageLayout(ImageFeatures.LAYERING, new PoolName("no-such-pool"), null, null);
        assertThat(failure(rbd.create(image, GIBIBYTE, layout))).isEqualTo(RbdError.POOL_NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==", "notakey", "AQ=="})
    void aWrongKeyIsDeniedAndNotShown(String key) {
        RbdException failure = exception(TestSessions.as(ceph, "admin", key).info(image));
        assertThat(failure.error()).isEqualTo(RbdError.DENIED);
        assertThat(failure).hasMessageNotContaining(key);
    }

    @Test
    void anUnknownUserIsDenied() {
        assertThat(failure(TestSessions.as(ceph, "nobody", ceph.adminKey()).info(image)))
                .isEqualTo(RbdError.DENIED);
    }

    @Test
    void aUserWithoutCapabilitiesForThePoolIsDenied() {
        assertThat(failure(TestSessions.as(ceph, ceph.userId(), ceph.userKey()).create(image, GIBIBYTE, LAYERING)))
                .isEqualTo(RbdError.DENIED);
    }

    @Test
    void theRbdProfileOnOnePoolSuffices() {
        RbdCommandBuilder user = TestSessions.as(ceph, ceph.userId(), ceph.userKey());
        ImageRef own = ImageRef.of(ceph.pool(), "own-" + System.nanoTime());
        run(user.create(own, GIBIBYTE, LAYERING));
        run(user.setMetadata(own, Map.of(new MetadataKey("k"), new MetadataValue("v"))));
        run(user.resize(own, Capacity.ofMebibytes(2048)));
        assertThat(run(user.info(own)).size()).isEqualTo(2L << 30);
        run(user.remove(own));
    }

    @Test
    void aMissingMonitorIsUnreachable() {
        RbdCommandBuilder nowhere = TestSessions.at("v2:127.0.0.1:" + LoopbackPorts.free());
        assertThat(boundedFailure(nowhere.info(image))).isEqualTo(RbdError.UNREACHABLE);
    }

    @Test
    void aHangingMonitorIsUnreachable() {
        try (var silent = LoopbackPorts.hanging()) {
            RbdCommandBuilder nowhere = TestSessions.at("v2:127.0.0.1:" + silent.port());
            assertThat(boundedFailure(nowhere.info(image))).isEqualTo(RbdError.UNREACHABLE);
        }
    }

    @Test
    void anUnknownMonitorHostIsUnreachable() {
        assertThat(boundedFailure(TestSessions.at("no-such-host.invalid:6789").info(image)))
                .isEqualTo(RbdError.UNREACHABLE);
    }

    @Test
    void oneReachableMonitorSuffices() {
        ceph.createImage(image.toString(), 64);
        String both = "v2:127.0.0.1:" + LoopbackPorts.free() + "," + ceph.monitors();
        RbdCommandBuilder either = TestSessions.with(ceph, both);
        assertThat(run(either.info(image)).size()).isEqualTo(64L << 20);
    }

    private RbdError boundedFailure(RbdCommand<?> command) {
        long start = System.nanoTime();
        RbdError error = failure(command);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        return error;
    }

    private List<RbdCommand<?>> onImage(ImageRef absent) {
        return List.of(
                rbd.info(absent),
                rbd.resize(absent, GIBIBYTE),
                rbd.remove(absent),
                rbd.status(absent),
                rbd.trashMove(absent, null),
                rbd.setMetadata(absent, Map.of(new MetadataKey("k"), new MetadataValue("v"))),
                rbd.listMetadata(absent),
                rbd.listSnapshots(absent),
                rbd.listChildren(absent),
                rbd.listLocks(absent));
    }

    private void makeClone(ImageRef child) {
        ceph.createImage(image.toString(), 64);
        ceph.snapshot(image.toString(), "s1");
        ceph.protect(image.toString(), "s1");
        ceph.clone(image.toString(), "s1", child.toString());
    }

    private <A> A run(RbdCommand<A> command) {
        return engine().run(command);
    }

    private RbdError failure(RbdCommand<?> command) {
        return exception(command).error();
    }

    private RbdException exception(RbdCommand<?> command) {
        return catchThrowableOfType(RbdException.class, () -> run(command));
    }
}
