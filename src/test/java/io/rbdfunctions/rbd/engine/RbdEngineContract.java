package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Grow;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.LinkedImage;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.ListCommand.ListedImage;
import io.rbdfunctions.rbd.command.ListCommand.LockHolder;
import io.rbdfunctions.rbd.command.ListCommand.Snapshot;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataValue;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Rename;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.ImageWatch;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageFeatures.ImageFeature;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageLayout.ObjectSize;
import io.rbdfunctions.volume.ceph.ImageLayout.Striping;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
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
    private final Session admin = TestSessions.admin(ceph);
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
        run(new Create(image, GIBIBYTE, LAYERING));
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(1L << 30);
        assertThat(run(new Info(image)).features()).containsExactly("layering");
    }

    @Test
    void createsAnImageWithoutFeatures() {
        run(new Create(image, GIBIBYTE, ImageLayout.PLAIN));
        assertThat(run(new Info(image)).features()).isEmpty();
    }

    @Test
    void createsAnImageWithTheRequestedLayout() {
        PoolName dataPool = new PoolName(ceph.freshPool());
        ImageFeatures features =
                new ImageFeatures(List.of(ImageFeature.LAYERING, ImageFeature.EXCLUSIVE_LOCK, ImageFeature.OBJECT_MAP));
        run(new Create(
                image,
                GIBIBYTE,
                new ImageLayout(features, dataPool, new ObjectSize(8L << 20), new Striping(65536, 16))));
        ImageInfo info = run(new Info(image));
        assertThat(info.objectSize()).isEqualTo(8L << 20);
        assertThat(info.dataPool()).isEqualTo(dataPool.value());
        assertThat(info.features()).contains("layering", "exclusive-lock", "object-map", "data-pool", "striping");
    }

    /** Administrators set these with {@code ceph config set} for all users or for some. */
    @Test
    void obeysTheOptionsOfTheCluster() {
        String dataPool = ceph.freshPool();
        String user = dataPool + "-user";
        String key = ceph.makeUser(user, List.of("mon", "profile rbd", "osd", "allow *"));
        ceph.setOption(user, "rbd_default_data_pool", dataPool);
        ceph.setOption(user, "rbd_default_order", "23");
        ceph.setOption(user, "rbd_move_to_trash_on_remove", "true");
        Session session = TestSessions.as(ceph, user, key);

        run(session, new Create(image, GIBIBYTE, LAYERING));
        ImageInfo info = run(new Info(image));
        run(session, new Remove(image));

        assertThat(info.dataPool()).isEqualTo(dataPool);
        assertThat(info.objectSize()).isEqualTo(8L << 20);
        assertThat(run(new TrashCommand.ListAll(image.poolSpec())))
                .extracting(TrashedImage::id)
                .containsExactly(info.id());
    }

    @Test
    void obeysTheOptionsOfThePool() {
        String dataPool = ceph.freshPool();
        ceph.rbd("config", "pool", "set", pool.value(), "rbd_default_data_pool", dataPool)
                .orFail();
        run(new Create(image, GIBIBYTE, LAYERING));
        assertThat(run(new Info(image)).dataPool()).isEqualTo(dataPool);
    }

    @Test
    void createReportsAnExistingImage() {
        run(new Create(image, GIBIBYTE, LAYERING));
        assertThat(failure(new Create(image, GIBIBYTE, LAYERING))).isEqualTo(RbdError.EXISTS);
        assertThat(failure(new Create(image, Capacity.ofMebibytes(1), LAYERING)))
                .isEqualTo(RbdError.EXISTS);
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(1L << 30);
    }

    @Test
    void createsAnImageOfTheMaximumCapacity() {
        run(new Create(image, Capacity.ofMebibytes((1L << 43) - 1), LAYERING));
        assertThat(run(new Info(image)).size()).isEqualTo(((1L << 43) - 1) << 20);
        ceph.rbd("trash", "mv", image.toString());
    }

    @Test
    void infoReturnsTheProperties() {
        ceph.createImage(image.toString(), 64);
        ImageInfo info = run(new Info(image));
        assertThat(info.id()).matches("[0-9a-f]+");
        assertThat(info.size()).isEqualTo(64L << 20);
        assertThat(info.objects()).isEqualTo(16);
        assertThat(info.objectSize()).isEqualTo(4L << 20);
        assertThat(info.stripeUnit()).isEqualTo(4L << 20);
        assertThat(info.stripeCount()).isEqualTo(1);
        assertThat(info.createdAt())
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(10)),
                        Instant.now().plusSeconds(60));
        assertThat(info.parent()).isNull();
    }

    @Test
    void infoReturnsTheStriping() {
        run(new Create(image, GIBIBYTE, new ImageLayout(ImageFeatures.LAYERING, null, null, new Striping(65536, 16))));

        ImageInfo info = run(new Info(image));

        assertThat(info.stripeUnit()).isEqualTo(65536);
        assertThat(info.stripeCount()).isEqualTo(16);
    }

    @Test
    void linksClonesAndParents() {
        ImageRef child = new ImageRef(pool, new ImageName("child"));
        makeClone(child);
        assertThat(run(new Info(child)).parent()).hasToString(image + "@s1");
        assertThat(run(new ListCommand.Children(image)))
                .extracting(LinkedImage::toString)
                .containsExactly(child.toString());
        assertThat(run(new ListCommand.Children(child))).isEmpty();
    }

    @Test
    void resizeGrows() {
        ceph.createImage(image.toString(), 64);
        run(new Resize(image, GIBIBYTE));
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(1L << 30);
    }

    @Test
    void resizeToTheSameSizeSucceeds() {
        ceph.createImage(image.toString(), 1024);
        run(new Resize(image, GIBIBYTE));
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(1L << 30);
    }

    @Test
    void resizeNeverShrinks() {
        ceph.createImage(image.toString(), 2048);
        assertThat(failure(new Resize(image, GIBIBYTE))).isEqualTo(RbdError.BAD_ARGUMENT);
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(2L << 30);
    }

    @Test
    void growReturnsTheSizeBeforeAndNeverShrinks() {
        ceph.createImage(image.toString(), 64);
        assertThat(run(new Grow(image, GIBIBYTE))).isEqualTo(64L << 20);
        assertThat(run(new Grow(image, Capacity.ofMebibytes(128)))).isEqualTo(1L << 30);
        assertThat(ceph.sizeOf(image.toString())).isEqualTo(1L << 30);
    }

    @Test
    void growOfAMissingImageIsNotFound() {
        assertThat(failure(new Grow(image, GIBIBYTE))).isEqualTo(RbdError.NOT_FOUND);
    }

    @Test
    void resizeAndRemoveIgnoreLocks() {
        ceph.createImage(image.toString(), 64);
        assertThat(run(new ListCommand.Locks(image))).isEmpty();
        ceph.lock(image.toString(), "mine");
        assertThat(run(new ListCommand.Locks(image))).extracting(LockHolder::id).containsExactly("mine");
        run(new Resize(image, GIBIBYTE));
        run(new Remove(image));
        assertThat(ceph.exists(image.toString())).isFalse();
    }

    /** A removal is not part of this: the {@code rbd} command waits for the lock until it is killed. */
    @Test
    void aLockPreventsChangesOfAnImageWithExclusiveLock() {
        run(new Create(
                image, Capacity.ofMebibytes(64), ImageLayout.of(ImageFeatures.parse("layering,exclusive-lock"))));
        ceph.lock(image.toString(), "mine");

        assertThat(failure(new Resize(image, GIBIBYTE))).isEqualTo(RbdError.LOCKED);
        assertThat(failure(new Grow(image, GIBIBYTE))).isEqualTo(RbdError.LOCKED);
    }

    @Test
    void removeDeletes() {
        ceph.createImage(image.toString(), 64);
        run(new Remove(image));
        assertThat(ceph.images(pool.value())).isEmpty();
    }

    @Test
    void aWatchedImageIsBusyAndStatusListsTheWatcher() {
        ceph.createImage(image.toString(), 64);
        assertThat(run(new ListCommand.Watchers(image))).isEmpty();
        try (ImageWatch _ = ceph.watch(image.toString())) {
            assertThat(failure(new Remove(image))).isEqualTo(RbdError.BUSY);
            assertThat(run(new ListCommand.Watchers(image)))
                    .singleElement()
                    .satisfies(watcher -> assertThat(watcher).matches("127\\.0\\.0\\.1:[0-9]+/[0-9]+"));
            run(new Resize(image, GIBIBYTE));
        }
        run(new Remove(image));
    }

    @Test
    void removeRejectsAnImageWithSnapshots() {
        ceph.createImage(image.toString(), 64);
        ceph.snapshot(image.toString(), "s1");
        assertThat(failure(new Remove(image))).isEqualTo(RbdError.HAS_SNAPSHOTS);
        assertThat(run(new ListCommand.Snapshots(image))).containsExactly(new Snapshot("s1", 64L << 20, false));
        assertThat(run(new Info(image)).snapshots()).isEqualTo(1);
    }

    /** A clone of format 2 keeps a removed snapshot in the trash namespace, which lists leave out. */
    @Test
    void infoCountsSnapshotsInTheTrashNamespace() {
        ceph.createImage(image.toString(), 64);
        ceph.snapshot(image.toString(), "s1");
        ceph.rbd("clone", image + "@s1", pool + "/child", "--rbd-default-clone-format", "2")
                .orFail();
        ceph.rbd("snap", "rm", image + "@s1", "--no-progress").orFail();
        assertThat(run(new ListCommand.Snapshots(image))).isEmpty();
        assertThat(run(new Info(image)).snapshots()).isEqualTo(1);
        assertThat(failure(new Remove(image))).isEqualTo(RbdError.HAS_SNAPSHOTS);
    }

    @Test
    void removeRejectsAnImageWithClones() {
        makeClone(new ImageRef(pool, new ImageName("child")));
        assertThat(failure(new Remove(image))).isEqualTo(RbdError.HAS_SNAPSHOTS);
        assertThat(run(new ListCommand.Snapshots(image))).containsExactly(new Snapshot("s1", 64L << 20, true));
    }

    @Test
    void listsNamesAndSizes() {
        assertThat(run(new ListCommand.Names(image.poolSpec()))).isEmpty();
        assertThat(run(new ListCommand.Sizes(image.poolSpec()))).isEmpty();
        ceph.createImage(pool + "/b", 1024);
        ceph.createImage(pool + "/a", 64);
        ceph.snapshot(pool + "/a", "s1");
        assertThat(run(new ListCommand.Names(image.poolSpec()))).containsExactlyInAnyOrder("a", "b");
        assertThat(run(new ListCommand.Sizes(image.poolSpec())))
                .containsExactlyInAnyOrder(new ListedImage("a", 64L << 20), new ListedImage("b", 1L << 30));
    }

    @Test
    void setsAndReadsMetadata() {
        ceph.createImage(image.toString(), 64);
        MetadataKey key = new MetadataKey("csi.storage.k8s.io/pvc/name");
        assertThat(run(new MetadataCommand.ListAll(image))).isEmpty();
        run(new MetadataCommand.Set(image, Map.of(key, new MetadataValue("shop data"))));
        assertThat(run(new MetadataCommand.ListAll(image))).isEqualTo(Map.of(key.value(), "shop data"));
    }

    @Test
    void setsSeveralPairsOfMetadata() {
        ceph.createImage(image.toString(), 64);
        Map<MetadataKey, MetadataValue> pairs = IntStream.range(0, 5)
                .boxed()
                .collect(Collectors.toMap(at -> new MetadataKey("key" + at), at -> new MetadataValue("value " + at)));
        run(new MetadataCommand.Set(image, pairs));
        assertThat(run(new MetadataCommand.ListAll(image))).hasSize(5).containsEntry("key4", "value 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", ".rbd.csi.ceph.com/cgroup_qos_max_read_iops", "conf_rbd_qos_iops_limit"})
    void removesMetadata(String name) {
        ceph.createImage(image.toString(), 64);
        MetadataKey key = new MetadataKey(name);
        MetadataKey other = new MetadataKey("other");
        run(new MetadataCommand.Set(image, Map.of(key, new MetadataValue("500"), other, new MetadataValue("1"))));

        run(new MetadataCommand.Unset(image, key));

        assertThat(run(new MetadataCommand.ListAll(image))).isEqualTo(Map.of("other", "1"));
        assertThat(failure(new MetadataCommand.Unset(image, key))).isEqualTo(RbdError.NOT_FOUND);
    }

    /** As on a node that has the image mapped. */
    @Test
    void removesMetadataOfAWatchedImage() {
        ceph.createImage(image.toString(), 64);
        MetadataKey key = new MetadataKey("key");
        run(new MetadataCommand.Set(image, Map.of(key, new MetadataValue("500"))));
        try (ImageWatch _ = ceph.watch(image.toString())) {
            run(new MetadataCommand.Unset(image, key));
        }
        assertThat(run(new MetadataCommand.ListAll(image))).isEmpty();
    }

    @Test
    void renames() {
        ImageName name = new ImageName("renamed");
        run(new Create(image, GIBIBYTE, LAYERING));
        String id = run(new Info(image)).id();

        run(new Rename(image, name));

        assertThat(ceph.images(pool.value())).containsExactly("renamed");
        assertThat(run(new Info(new ImageRef(pool, name))).id()).isEqualTo(id);
        assertThat(failure(new Rename(image, name))).isEqualTo(RbdError.NOT_FOUND);
        run(new Create(image, GIBIBYTE, LAYERING));
        assertThat(failure(new Rename(image, name))).isEqualTo(RbdError.EXISTS);
    }

    @Test
    void movesToTheTrashAndRestores() {
        ceph.createImage(image.toString(), 64);
        Instant expiry = Instant.now().plus(Duration.ofDays(7));
        run(new TrashCommand.Move(image, expiry));
        assertThat(run(new ListCommand.Names(image.poolSpec()))).isEmpty();
        TrashedImage trashed = run(new TrashCommand.ListAll(image.poolSpec())).getFirst();
        assertThat(trashed.name()).isEqualTo("data");
        assertThat(trashed.deletedAt()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
        assertThat(trashed.expiresAt()).isCloseTo(expiry, within(2, ChronoUnit.SECONDS));
        assertThat(trashed.hasStatedExpiry()).isTrue();
        run(new TrashCommand.Restore(image.poolSpec(), new ImageId(trashed.id()), new ImageName("back")));
        assertThat(run(new ListCommand.Names(image.poolSpec()))).containsExactly("back");
    }

    @Test
    void removesFromTheTrash() {
        ceph.createImage(image.toString(), 64);
        run(new TrashCommand.Move(image, null));
        TrashedImage trashed = run(new TrashCommand.ListAll(image.poolSpec())).getFirst();
        assertThat(trashed.hasStatedExpiry()).isFalse();
        ImageId id = new ImageId(trashed.id());
        run(new TrashCommand.Remove(image.poolSpec(), id, false));
        assertThat(run(new TrashCommand.ListAll(image.poolSpec()))).isEmpty();
        assertThat(failure(new TrashCommand.Remove(image.poolSpec(), id, false)))
                .isEqualTo(RbdError.NOT_FOUND);
        assertThat(failure(new TrashCommand.Restore(image.poolSpec(), id, new ImageName("back"))))
                .isEqualTo(RbdError.NOT_FOUND);
    }

    @Test
    void removesAProtectedImageFromTheTrashByForceOnly() {
        ceph.createImage(image.toString(), 64);
        run(new TrashCommand.Move(image, Instant.now().plus(Duration.ofDays(7))));
        ImageId id = new ImageId(
                run(new TrashCommand.ListAll(image.poolSpec())).getFirst().id());
        failure(new TrashCommand.Remove(image.poolSpec(), id, false));
        assertThat(run(new TrashCommand.ListAll(image.poolSpec()))).hasSize(1);
        run(new TrashCommand.Remove(image.poolSpec(), id, true));
        assertThat(run(new TrashCommand.ListAll(image.poolSpec()))).isEmpty();
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
        assertThat(failure(new Create(elsewhere, GIBIBYTE, LAYERING))).isEqualTo(RbdError.POOL_NOT_FOUND);
        assertThat(failure(new ListCommand.Names(elsewhere.poolSpec()))).isEqualTo(RbdError.POOL_NOT_FOUND);
        assertThat(failure(new TrashCommand.ListAll(elsewhere.poolSpec()))).isEqualTo(RbdError.POOL_NOT_FOUND);
    }

    @Test
    void createReportsAMissingDataPool() {
        ImageLayout layout = new ImageLayout(ImageFeatures.LAYERING, new PoolName("no-such-pool"), null, null);
        assertThat(failure(new Create(image, GIBIBYTE, layout))).isEqualTo(RbdError.POOL_NOT_FOUND);
    }

    @Test
    void anErasureCodedPoolHoldsNoImages() {
        PoolName erasureCoded = new PoolName(ceph.freshErasureCodedPool());
        ImageRef wrong = new ImageRef(erasureCoded, image.name());
        ImageLayout dataElsewhere = new ImageLayout(ImageFeatures.LAYERING, pool, null, null);
        assertThat(exception(admin, new Create(wrong, GIBIBYTE, LAYERING)))
                .hasMessageContaining("22")
                .returns(RbdError.ERASURE_CODED, RbdException::error);
        assertThat(exception(admin, new Create(wrong, GIBIBYTE, dataElsewhere)))
                .hasMessageContaining("95")
                .returns(RbdError.ERASURE_CODED, RbdException::error);
    }

    @Test
    void anErasureCodedDataPoolNeedsOverwrites() {
        PoolName erasureCoded = new PoolName(ceph.freshErasureCodedPool());
        ImageLayout layout = new ImageLayout(ImageFeatures.LAYERING, erasureCoded, null, null);
        assertThat(failure(new Create(image, GIBIBYTE, layout))).isEqualTo(RbdError.NO_OVERWRITES);
        assertThat(ceph.images(pool.value())).isEmpty();
    }

    @Test
    void aMemberOfAGroupIsNotRemoved() {
        ceph.createImage(image.toString(), 64);
        assertThat(run(new Info(image)).group()).isNull();
        ceph.addToGroup(image.toString());
        assertThat(run(new Info(image)).group()).isEqualTo(pool + "/g");
        assertThat(failure(new Remove(image))).isEqualTo(RbdError.IN_GROUP);
        if (ceph.release() >= 20) {
            assertThat(failure(new TrashCommand.Move(image, null))).isEqualTo(RbdError.IN_GROUP);
            return;
        }
        // Earlier releases move it to the trash, where it can be neither removed nor taken out of the group.
        run(new TrashCommand.Move(image, null));
        ImageId id = new ImageId(
                run(new TrashCommand.ListAll(image.poolSpec())).getFirst().id());
        assertThat(failure(new TrashCommand.Remove(image.poolSpec(), id, false)))
                .isEqualTo(RbdError.IN_GROUP);
    }

    @Test
    void aMigratingImageIsNotRemoved() {
        ceph.createImage(image.toString(), 64);
        assertThat(run(new Info(image)).isMigrating()).isFalse();
        ImageRef target = new ImageRef(pool, new ImageName("target"));
        ceph.migrate(image.toString(), target.toString());
        assertThat(run(new Info(target)).isMigrating()).isTrue();
        assertThat(failure(new Remove(target))).isEqualTo(RbdError.MIGRATING);
        assertThat(failure(new TrashCommand.Move(target, null))).isEqualTo(RbdError.MIGRATING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "journal"})
    void aDemotedImageIsNotChanged(String mode) {
        ceph.createDemotedImage(image.toString(), mode);
        assertThat(run(new Info(image)).isDemoted()).isTrue();
        for (RbdCommand<?> change : List.of(
                new Remove(image),
                new TrashCommand.Move(image, null),
                new Resize(image, GIBIBYTE),
                new Grow(image, GIBIBYTE),
                new MetadataCommand.Set(image, Map.of(new MetadataKey("k"), new MetadataValue("v"))))) {
            assertThat(failure(change)).as(change.verb()).isEqualTo(RbdError.DEMOTED);
        }
        ceph.rbd("mirror", "image", "promote", image.toString()).orFail();
        assertThat(run(new Info(image)).isDemoted()).isFalse();
    }

    /** Clients before Ceph 20 cannot use the key, newer ones find it wrong. */
    @Test
    void aKeyOfTheNewTypeIsAMatterOfTheClient() {
        RbdException failure = exception(TestSessions.as(ceph, "admin", TestSessions.NEW_TYPE), new Info(image));
        assertThat(failure).hasMessageNotContaining(TestSessions.NEW_TYPE);
        if (failure.error() != RbdError.DENIED) {
            assertThat(failure.error()).isEqualTo(RbdError.KEY_TYPE);
            assertThat(failure)
                    .hasMessageMatching(".*(ceph version|librbd) [0-9.]+ cannot use a key of the type aes256k.*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA==",
                "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA",
                "AQCOd0BjAAAAABAAJsGcXq0bPUSrMGXnWU/uoA=",
                "notakey",
                "AQ=="
            })
    void aWrongKeyIsDeniedAndNotShown(String key) {
        RbdException failure = exception(TestSessions.as(ceph, "admin", key), new Info(image));
        assertThat(failure.error()).isEqualTo(RbdError.DENIED);
        assertThat(failure).hasMessageNotContaining(key);
    }

    @Test
    void anUnknownUserIsDenied() {
        assertThat(failure(TestSessions.as(ceph, "nobody", ceph.adminKey()), new Info(image)))
                .isEqualTo(RbdError.DENIED);
    }

    @Test
    void aUserWithoutCapabilitiesForThePoolIsDenied() {
        assertThat(failure(TestSessions.as(ceph, ceph.userId(), ceph.userKey()), new Create(image, GIBIBYTE, LAYERING)))
                .isEqualTo(RbdError.DENIED);
    }

    @Test
    void theRbdProfileOnOnePoolSuffices() {
        Session user = TestSessions.as(ceph, ceph.userId(), ceph.userKey());
        ImageRef own = ImageRef.of(ceph.pool(), "own-" + System.nanoTime());
        run(user, new Create(own, GIBIBYTE, LAYERING));
        run(user, new MetadataCommand.Set(own, Map.of(new MetadataKey("k"), new MetadataValue("v"))));
        run(user, new Resize(own, Capacity.ofMebibytes(2048)));
        assertThat(run(user, new Info(own)).size()).isEqualTo(2L << 30);
        run(user, new Remove(own));
    }

    @Test
    void aMissingMonitorIsUnreachable() {
        Session nowhere = TestSessions.at("v2:127.0.0.1:" + LoopbackPorts.free());
        assertThat(boundedFailure(nowhere, new Info(image))).isEqualTo(RbdError.UNREACHABLE);
    }

    @Test
    void aHangingMonitorIsUnreachable() {
        try (var silent = LoopbackPorts.hanging()) {
            Session nowhere = TestSessions.at("v2:127.0.0.1:" + silent.port());
            assertThat(boundedFailure(nowhere, new Info(image))).isEqualTo(RbdError.UNREACHABLE);
        }
    }

    @Test
    void anUnknownMonitorHostIsUnreachable() {
        assertThat(boundedFailure(TestSessions.at("no-such-host.invalid:6789"), new Info(image)))
                .isEqualTo(RbdError.UNREACHABLE);
    }

    @Test
    void oneReachableMonitorSuffices() {
        ceph.createImage(image.toString(), 64);
        String both = "v2:127.0.0.1:" + LoopbackPorts.free() + "," + ceph.monitors();
        Session either = TestSessions.with(ceph, both);
        assertThat(run(either, new Info(image)).size()).isEqualTo(64L << 20);
    }

    private RbdError boundedFailure(Session session, RbdCommand<?> command) {
        long start = System.nanoTime();
        RbdError error = failure(session, command);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        return error;
    }

    private List<RbdCommand<?>> onImage(ImageRef absent) {
        return List.of(
                new Info(absent),
                new Resize(absent, GIBIBYTE),
                new Remove(absent),
                new ListCommand.Watchers(absent),
                new TrashCommand.Move(absent, null),
                new MetadataCommand.Set(absent, Map.of(new MetadataKey("k"), new MetadataValue("v"))),
                new MetadataCommand.Unset(absent, new MetadataKey("k")),
                new MetadataCommand.ListAll(absent),
                new ListCommand.Snapshots(absent),
                new ListCommand.Children(absent),
                new ListCommand.Locks(absent));
    }

    private void makeClone(ImageRef child) {
        ceph.createImage(image.toString(), 64);
        ceph.snapshot(image.toString(), "s1");
        ceph.protect(image.toString(), "s1");
        ceph.clone(image.toString(), "s1", child.toString());
    }

    private <A> A run(RbdCommand<A> command) {
        return run(admin, command);
    }

    private <A> A run(Session session, RbdCommand<A> command) {
        return new ExplainingEngine(engine()).run(session, command);
    }

    private RbdError failure(RbdCommand<?> command) {
        return failure(admin, command);
    }

    private RbdError failure(Session session, RbdCommand<?> command) {
        return exception(session, command).error();
    }

    private RbdException exception(Session session, RbdCommand<?> command) {
        return catchThrowableOfType(RbdException.class, () -> run(session, command));
    }
}
