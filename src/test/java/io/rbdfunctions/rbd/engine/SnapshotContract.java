package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.CloneCommand;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.Info.Parent;
import io.rbdfunctions.rbd.command.LinkedImage;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.SnapshotCommand;
import io.rbdfunctions.rbd.command.SnapshotCommand.ListedSnapshot;
import io.rbdfunctions.rbd.command.SnapshotCommand.SnapshotNamespace;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.ImageWatch;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageLayout.ObjectSize;
import io.rbdfunctions.volume.ceph.ImageLayout.Striping;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import io.rbdfunctions.volume.ceph.SnapshotRef.SnapshotName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an engine does with snapshots and clones, on a real cluster. */
abstract class SnapshotContract {
    private static final ImageLayout LAYERING = ImageLayout.of(ImageFeatures.LAYERING);
    private static final long SIZE = 64L << 20;

    final CephCluster ceph = CephCluster.shared();
    private final Session admin = TestSessions.admin(ceph);
    private ImageRef image = ImageRef.of("unset", "unset");
    private ImageRef child = image;
    private SnapshotRef snapshot = SnapshotRef.named(image, image.name());

    abstract RbdEngine engine();

    @BeforeEach
    void makeImage() {
        PoolName pool = new PoolName(ceph.freshPool());
        image = new ImageRef(pool, new ImageName("data"));
        child = new ImageRef(pool, new ImageName("child"));
        snapshot = new SnapshotRef(image, new SnapshotName("s1"));
        ceph.createImage(image.toString(), 64);
    }

    @Test
    void takesListsAndRemovesSnapshots() {
        run(new SnapshotCommand.Create(snapshot));
        ListedSnapshot listed = run(new SnapshotCommand.ListAll(image)).getFirst();
        assertThat(listed)
                .isEqualTo(
                        new ListedSnapshot(listed.id(), "s1", SIZE, listed.createdAt(), SnapshotNamespace.USER, null))
                .returns(true, at -> at.isNamed(snapshot));
        assertThat(listed.createdAt()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
        assertThat(failure(new SnapshotCommand.Create(snapshot))).isEqualTo(RbdError.EXISTS);

        run(new SnapshotCommand.Remove(snapshot));

        assertThat(run(new SnapshotCommand.ListAll(image))).isEmpty();
        assertThat(failure(new SnapshotCommand.Remove(snapshot))).isEqualTo(RbdError.NOT_FOUND);
    }

    @Test
    void takesAndRemovesSnapshotsOfAnImageInUse() {
        try (ImageWatch _ = ceph.watch(image.toString())) {
            run(new SnapshotCommand.Create(snapshot));
            run(new SnapshotCommand.Remove(snapshot));
        }
    }

    @Test
    void keepsTheSnapshotOfACloneInTheTrashUntilTheCloneIsGone() {
        makeClone(child, LAYERING);

        run(new SnapshotCommand.Remove(snapshot));

        ListedSnapshot kept = run(new SnapshotCommand.ListAll(image)).getFirst();
        assertThat(kept.namespace()).isEqualTo(SnapshotNamespace.TRASH);
        assertThat(kept.originalName()).isEqualTo("s1");
        assertThat(kept.isNamed(snapshot)).isFalse();
        assertThat(parent(child).snapshot()).isEqualTo(kept.name());
        assertThat(failure(new SnapshotCommand.Remove(snapshot))).isEqualTo(RbdError.NOT_FOUND);
        run(new SnapshotCommand.Create(snapshot));
        run(new SnapshotCommand.Remove(snapshot));
        run(new Remove(child));
        assertThat(run(new SnapshotCommand.ListAll(image))).isEmpty();
    }

    @Test
    void clonesWithTheRequestedFeaturesAndTheObjectSizeOfTheParent() {
        makeClone(child, ImageLayout.of(ImageFeatures.parse("layering,deep-flatten")));

        ImageInfo info = run(new Info(child));

        assertThat(info.size()).isEqualTo(SIZE);
        assertThat(info.objectSize()).isEqualTo(4L << 20);
        assertThat(info.features()).containsExactlyInAnyOrder("layering", "deep-flatten", "operations");
        assertThat(info.parent())
                .isEqualTo(new Parent(linked(image, run(new Info(image)).id(), false), "s1", SIZE))
                .hasToString(snapshot.toString());
        assertThat(info.creationTime().orElseThrow()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
        assertThat(failure(new CloneCommand.Create(snapshot, child, LAYERING))).isEqualTo(RbdError.EXISTS);
    }

    @Test
    void clonesWithTheRequestedLayout() {
        PoolName dataPool = new PoolName(ceph.freshPool());
        makeClone(
                child,
                new ImageLayout(ImageFeatures.LAYERING, dataPool, new ObjectSize(8L << 20), new Striping(1L << 20, 2)));

        ImageInfo info = run(new Info(child));

        assertThat(info.objectSize()).isEqualTo(8L << 20);
        assertThat(info.dataPool()).isEqualTo(dataPool.value());
        assertThat(info.features()).contains("data-pool", "striping");
    }

    @Test
    void clonesToAnotherPoolAndNamespace() {
        PoolSpec elsewhere = new PoolSpec(new PoolName(ceph.freshPool()), new RadosNamespace("team"));
        ceph.createNamespace(elsewhere.toString());
        ImageRef remote = new ImageRef(elsewhere, child.name());
        makeClone(remote, LAYERING);
        assertThat(parent(remote)).hasToString(snapshot.toString());
        assertThat(run(new ListCommand.Children(image)))
                .containsExactly(linked(remote, run(new Info(remote)).id(), false));

        ImageRef back = new ImageRef(image.poolSpec(), new ImageName("back"));
        SnapshotRef ofRemote = new SnapshotRef(remote, snapshot.name());
        run(new SnapshotCommand.Create(ofRemote));
        run(new CloneCommand.Create(ofRemote, back, LAYERING));

        assertThat(parent(back)).hasToString(ofRemote.toString());
    }

    @Test
    void aCloneHasTheMetadataOfItsParent() {
        ceph.rbd("image-meta", "set", image.toString(), "key", "value").orFail();
        ceph.rbd("image-meta", "set", image.toString(), ".rbd.key", "value").orFail();
        makeClone(child, LAYERING);
        assertThat(run(new MetadataCommand.ListAll(child))).containsOnlyKeys("key");
    }

    @Test
    void listsTheChildrenOfASnapshot() {
        makeClone(child, LAYERING);
        SnapshotRef other = new SnapshotRef(image, new SnapshotName("s2"));
        ImageRef second = new ImageRef(image.poolSpec(), new ImageName("second"));
        run(new SnapshotCommand.Create(other));
        run(new CloneCommand.Create(other, second, LAYERING));
        run(new TrashCommand.Move(second, null));

        assertThat(run(new ListCommand.Children(image, snapshot.name())))
                .extracting(LinkedImage::name)
                .containsExactly("child");
        assertThat(run(new ListCommand.Children(image, other.name())))
                .extracting(LinkedImage::name, LinkedImage::isInTrash)
                .containsExactly(tuple("second", true));
        assertThat(run(new ListCommand.Children(image))).hasSize(2);
        assertThat(failure(new ListCommand.Children(image, new SnapshotName("none"))))
                .isEqualTo(RbdError.NOT_FOUND);
    }

    @Test
    void aParentInTheTrashKeepsItsClones() {
        makeClone(child, LAYERING);
        ImageId id = new ImageId(run(new Info(image)).id());
        run(new SnapshotCommand.Remove(snapshot));
        run(new TrashCommand.Move(image, null));

        assertThat(parent(child).image()).isEqualTo(linked(image, id.value(), true));
        assertThat(failure(new Info(image))).isEqualTo(RbdError.NOT_FOUND);
        assertThat(run(new Info.ById(image.poolSpec(), id)).snapshots()).isEqualTo(1);
        assertThat(failure(new TrashCommand.Remove(image.poolSpec(), id, false)))
                .isEqualTo(RbdError.HAS_SNAPSHOTS);

        run(new CloneCommand.Flatten(child));

        assertThat(run(new Info(child)).parent()).isNull();
        run(new TrashCommand.Remove(image.poolSpec(), id, false));
        assertThat(failure(new Info.ById(image.poolSpec(), id))).isEqualTo(RbdError.NOT_FOUND);
    }

    @Test
    void flattensOnceOnly() {
        makeClone(child, LAYERING);
        run(new CloneCommand.Flatten(child));
        run(new CloneCommand.Flatten(child));
        run(new CloneCommand.Flatten(image));
        assertThat(run(new Info(child)).parent()).isNull();
    }

    @Test
    void flattensAnImageInUse() {
        makeClone(child, LAYERING);
        try (ImageWatch _ = ceph.watch(child.toString())) {
            run(new CloneCommand.Flatten(child));
        }
        assertThat(run(new Info(child)).parent()).isNull();
    }

    @Test
    void clonesAndTheirParentsNeedLayering() {
        run(new SnapshotCommand.Create(snapshot));
        assertThat(failure(new CloneCommand.Create(snapshot, child, ImageLayout.PLAIN)))
                .isEqualTo(RbdError.NO_LAYERING);
        ImageRef plain = new ImageRef(image.poolSpec(), new ImageName("plain"));
        ceph.rbd("create", plain.toString(), "--size", "64M", "--image-feature", "exclusive-lock")
                .orFail();
        SnapshotRef ofPlain = new SnapshotRef(plain, snapshot.name());
        run(new SnapshotCommand.Create(ofPlain));
        assertThat(failure(new CloneCommand.Create(ofPlain, child, LAYERING))).isEqualTo(RbdError.NO_LAYERING);
        assertThat(ceph.exists(child.toString())).isFalse();
    }

    @Test
    void namesWhatACloneLacks() {
        run(new SnapshotCommand.Create(snapshot));
        SnapshotRef missing = new SnapshotRef(image, new SnapshotName("none"));
        PoolSpec noPool = PoolSpec.of(new PoolName("no-such-pool"));
        PoolSpec noNamespace = new PoolSpec(image.pool(), new RadosNamespace("none"));
        ImageLayout noDataPool = new ImageLayout(ImageFeatures.LAYERING, noPool.pool(), null, null);

        assertThat(failure(new CloneCommand.Create(missing, child, LAYERING))).isEqualTo(RbdError.NOT_FOUND);
        assertThat(failure(new CloneCommand.Create(at(child), child, LAYERING))).isEqualTo(RbdError.NOT_FOUND);
        for (PoolSpec none : List.of(noPool, noNamespace)) {
            ImageRef elsewhere = new ImageRef(none, child.name());
            assertThat(failure(new CloneCommand.Create(at(elsewhere), child, LAYERING)))
                    .isEqualTo(RbdError.POOL_NOT_FOUND);
            assertThat(failure(new CloneCommand.Create(snapshot, elsewhere, LAYERING)))
                    .isEqualTo(RbdError.POOL_NOT_FOUND);
        }
        assertThat(failure(new CloneCommand.Create(snapshot, child, noDataPool)))
                .isEqualTo(RbdError.POOL_NOT_FOUND);
        assertThat(ceph.exists(child.toString())).isFalse();
    }

    @Test
    void anErasureCodedDataPoolNeedsOverwrites() {
        run(new SnapshotCommand.Create(snapshot));
        PoolName erasureCoded = new PoolName(ceph.freshErasureCodedPool());
        ImageLayout layout = new ImageLayout(ImageFeatures.LAYERING, erasureCoded, null, null);
        assertThat(failure(new CloneCommand.Create(snapshot, child, layout))).isEqualTo(RbdError.NO_OVERWRITES);
    }

    @Test
    void everyCommandReportsAMissingImageOrPool() {
        for (PoolSpec pool : List.of(image.poolSpec(), PoolSpec.of(new PoolName("no-such-pool")))) {
            ImageRef none = new ImageRef(pool, new ImageName("none"));
            RbdError expected = pool.equals(image.poolSpec()) ? RbdError.NOT_FOUND : RbdError.POOL_NOT_FOUND;
            for (RbdCommand<?> command : List.of(
                    new SnapshotCommand.Create(at(none)),
                    new SnapshotCommand.Remove(at(none)),
                    new SnapshotCommand.ListAll(none),
                    new ListCommand.Children(none),
                    new CloneCommand.Flatten(none),
                    new Info.ById(pool, new ImageId("deadbeef")))) {
                assertThat(failure(command)).as(command.verb()).isEqualTo(expected);
            }
        }
    }

    @Test
    void aDemotedImageIsNotChanged() {
        ImageRef demoted = new ImageRef(image.poolSpec(), new ImageName("demoted"));
        ceph.createDemotedImage(demoted.toString(), "snapshot");
        assertThat(failure(new SnapshotCommand.Create(at(demoted)))).isEqualTo(RbdError.DEMOTED);
    }

    @Test
    void aUserNeedsCapabilitiesForThePool() {
        Session user = TestSessions.as(ceph, ceph.userId(), ceph.userKey());
        run(new SnapshotCommand.Create(snapshot));
        assertThat(failure(user, new SnapshotCommand.Remove(snapshot))).isEqualTo(RbdError.DENIED);
        assertThat(failure(user, new CloneCommand.Create(snapshot, ImageRef.of(ceph.pool(), "child"), LAYERING)))
                .isEqualTo(RbdError.DENIED);
    }

    @Test
    void theRbdProfileOnOnePoolSuffices() {
        Session user = TestSessions.as(ceph, ceph.userId(), ceph.userKey());
        ImageRef own = ImageRef.of(ceph.pool(), "own-" + System.nanoTime());
        ceph.createImage(own.toString(), 64);
        SnapshotRef ofOwn = at(own);
        ImageRef ownChild = new ImageRef(own.poolSpec(), new ImageName(own.name() + "-child"));
        RbdEngine engine = engine();

        engine.run(user, new SnapshotCommand.Create(ofOwn));
        engine.run(user, new CloneCommand.Create(ofOwn, ownChild, LAYERING));
        engine.run(user, new SnapshotCommand.Remove(ofOwn));
        engine.run(user, new CloneCommand.Flatten(ownChild));

        assertThat(engine.run(user, new SnapshotCommand.ListAll(own))).isEmpty();
    }

    private void makeClone(ImageRef to, ImageLayout layout) {
        run(new SnapshotCommand.Create(snapshot));
        run(new CloneCommand.Create(snapshot, to, layout));
    }

    private SnapshotRef at(ImageRef of) {
        return new SnapshotRef(of, snapshot.name());
    }

    private Parent parent(ImageRef of) {
        return Objects.requireNonNull(run(new Info(of)).parent());
    }

    private static LinkedImage linked(ImageRef to, String id, boolean isInTrash) {
        PoolSpec pool = to.poolSpec();
        return new LinkedImage(
                pool.pool().value(), pool.namespace().value(), to.name().value(), id, isInTrash);
    }

    private <A> A run(RbdCommand<A> command) {
        return engine().run(admin, command);
    }

    private RbdError failure(RbdCommand<?> command) {
        return failure(admin, command);
    }

    private RbdError failure(Session session, RbdCommand<?> command) {
        return catchThrowableOfType(RbdException.class, () -> new ExplainingEngine(engine()).run(session, command))
                .error();
    }
}
