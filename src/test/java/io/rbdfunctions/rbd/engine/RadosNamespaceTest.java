package io.rbdfunctions.rbd.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;

import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Grow;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.LinkedImage;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.ListCommand.ListedImage;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataValue;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.rbd.librbd.Librbd;
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
import io.rbdfunctions.volume.ceph.RadosNamespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images in RADOS namespaces, with both engines, verified with the rbd command. */
@SecondLane
class RadosNamespaceTest {
    private static final Capacity SMALL = Capacity.ofMebibytes(8);
    private static final Capacity LARGE = Capacity.ofMebibytes(16);
    private static final ImageLayout LAYERING = ImageLayout.of(ImageFeatures.LAYERING);
    private static final ImageName NAME = new ImageName("data");
    private static final CephCluster CEPH = CephCluster.shared();
    private static final Session ADMIN = TestSessions.admin(CEPH);
    private static final Librbd LIBRBD = TestEngine.librbd();

    private final PoolName pool = new PoolName(CEPH.freshPool());
    private final PoolSpec team = namespace("team");
    private final ImageRef image = new ImageRef(team, NAME);

    static Stream<Named<RbdEngine>> engines() {
        ChildProcesses processes = new ChildProcesses(4, Duration.ofSeconds(60));
        return Stream.of(
                named("the command", TestEngine.over(processes, Duration.ZERO)),
                named("librbd", TestEngine.over(LIBRBD, Duration.ZERO)));
    }

    @AfterAll
    static void close() {
        LIBRBD.close();
    }

    @ParameterizedTest
    @MethodSource("engines")
    void createsReadsAndChangesAnImage(RbdEngine engine) {
        CEPH.createNamespace(team.toString());
        engine.run(ADMIN, new Create(image, SMALL, LAYERING));
        engine.run(ADMIN, new Resize(image, LARGE));
        assertThat(engine.run(ADMIN, new Grow(image, LARGE))).isEqualTo(LARGE.bytes());
        engine.run(ADMIN, new MetadataCommand.Set(image, Map.of(new MetadataKey("k"), new MetadataValue("v"))));

        assertThat(CEPH.sizeOf(image.toString())).isEqualTo(LARGE.bytes());
        assertThat(engine.run(ADMIN, new Info(image)).size()).isEqualTo(LARGE.bytes());
        assertThat(engine.run(ADMIN, new MetadataCommand.ListAll(image))).isEqualTo(Map.of("k", "v"));
        assertThat(engine.run(ADMIN, new ListCommand.Names(team))).containsExactly("data");
        assertThat(engine.run(ADMIN, new ListCommand.Sizes(team)))
                .containsExactly(new ListedImage("data", LARGE.bytes()));
        assertThat(engine.run(ADMIN, new ListCommand.Names(PoolSpec.of(pool)))).isEmpty();

        engine.run(ADMIN, new MetadataCommand.Unset(image, new MetadataKey("k")));
        engine.run(ADMIN, new Remove(image));
        assertThat(engine.run(ADMIN, new ListCommand.Names(team))).isEmpty();
        assertThat(ImageLife.failure(engine, ADMIN, new Info(image))).isEqualTo(RbdError.NOT_FOUND);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void hasATrashOfItsOwn(RbdEngine engine) {
        CEPH.createNamespace(team.toString());
        engine.run(ADMIN, new Create(image, SMALL, LAYERING));
        engine.run(ADMIN, new TrashCommand.Move(image, Instant.now().plus(Duration.ofDays(1))));
        assertThat(engine.run(ADMIN, new TrashCommand.ListAll(PoolSpec.of(pool))))
                .isEmpty();
        ImageId id = onlyTrashed(engine);

        engine.run(ADMIN, new TrashCommand.Restore(team, id, new ImageName("back")));
        assertThat(engine.run(ADMIN, new ListCommand.Names(team))).containsExactly("back");

        engine.run(ADMIN, new TrashCommand.Move(new ImageRef(team, new ImageName("back")), null));
        engine.run(ADMIN, new TrashCommand.Remove(team, onlyTrashed(engine), false));
        assertThat(engine.run(ADMIN, new TrashCommand.ListAll(team))).isEmpty();
    }

    private ImageId onlyTrashed(RbdEngine engine) {
        List<TrashedImage> trashed = engine.run(ADMIN, new TrashCommand.ListAll(team));
        assertThat(trashed).hasSize(1);
        return new ImageId(trashed.getFirst().id());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void oneNameInThreeNamespacesIsThreeImages(RbdEngine engine) {
        List<PoolSpec> namespaces = List.of(PoolSpec.of(pool), team, namespace("other"));
        CEPH.createNamespace(team.toString());
        CEPH.createNamespace(namespaces.getLast().toString());
        for (int at = 0; at < namespaces.size(); at++) {
            engine.run(
                    ADMIN,
                    new Create(new ImageRef(namespaces.get(at), NAME), Capacity.ofMebibytes(8L * (at + 1)), LAYERING));
        }
        assertThat(namespaces)
                .extracting(namespace -> engine.run(ADMIN, new Info(new ImageRef(namespace, NAME)))
                                .size()
                        >> 20)
                .containsExactly(8L, 16L, 24L);

        engine.run(ADMIN, new Remove(image));

        assertThat(namespaces)
                .extracting(namespace ->
                        engine.run(ADMIN, new ListCommand.Names(namespace)).size())
                .containsExactly(1, 0, 1);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void namesTheNamespacesOfClonesParentsAndGroups(RbdEngine engine) {
        CEPH.createNamespace(team.toString());
        ImageRef child = new ImageRef(team, new ImageName("child"));
        CEPH.createImage(image.toString(), 8);
        CEPH.snapshot(image.toString(), "s1");
        CEPH.protect(image.toString(), "s1");
        CEPH.clone(image.toString(), "s1", child.toString());
        CEPH.rbd("group", "create", team + "/g").orFail();
        CEPH.rbd("group", "image", "add", team + "/g", image.toString()).orFail();

        assertThat(engine.run(ADMIN, new Info(child)).parent()).hasToString(image + "@s1");
        assertThat(engine.run(ADMIN, new ListCommand.Children(image)))
                .extracting(LinkedImage::toString)
                .containsExactly(child.toString());
        assertThat(engine.run(ADMIN, new Info(image)).group()).isEqualTo(team + "/g");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void everyCommandReportsAMissingNamespace(RbdEngine engine) {
        for (RbdCommand<?> command : commands()) {
            RbdException failure = catchThrowableOfType(RbdException.class, () -> engine.run(ADMIN, command));
            assertThat(failure).as(command.verb()).returns(RbdError.POOL_NOT_FOUND, RbdException::error);
            assertThat(failure)
                    .hasMessageStartingWith("rbd %s %s".formatted(command.verb(), command.subject()))
                    .hasMessageContaining("namespace 'team' does not exist")
                    .hasMessageEndingWith("; create it with: rbd namespace create " + team);
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void capabilitiesForOneNamespaceSufficeThereAndNowhereElse(RbdEngine engine) {
        PoolSpec other = namespace("other");
        CEPH.createNamespace(team.toString());
        CEPH.createNamespace(other.toString());
        CEPH.rbd("pool", "init", pool.value()).orFail(); // Otherwise the first image of the pool initializes it.
        Session user = userOf(team);

        assertThat(new ImageLife(engine, user, image).run()).isPositive();
        engine.run(user, new Create(image, SMALL, LAYERING));
        engine.run(user, new Remove(image));

        for (PoolSpec elsewhere : List.of(PoolSpec.of(pool), other)) {
            ImageRef theirs = new ImageRef(elsewhere, NAME);
            CEPH.createImage(theirs.toString(), 8);
            for (RbdCommand<?> command : List.of(
                    new Create(new ImageRef(elsewhere, new ImageName("new")), SMALL, LAYERING),
                    new Info(theirs),
                    new Remove(theirs),
                    new ListCommand.Names(elsewhere))) {
                assertThat(ImageLife.failure(engine, user, command))
                        .as(command.verb() + " " + elsewhere)
                        .isEqualTo(RbdError.DENIED);
            }
            assertThat(CEPH.images(pool.value(), elsewhere.namespace().value())).containsExactly("data");
        }
    }

    /** The data is in the namespace, too. */
    @ParameterizedTest
    @MethodSource("engines")
    void aDataPoolNeedsNoNamespaceOfItsOwn(RbdEngine engine) {
        CEPH.createNamespace(team.toString());
        PoolName dataPool = new PoolName(CEPH.freshPool());
        engine.run(ADMIN, new Create(image, SMALL, new ImageLayout(ImageFeatures.LAYERING, dataPool, null, null)));
        assertThat(engine.run(ADMIN, new Info(image)).dataPool()).isEqualTo(dataPool.value());
        engine.run(ADMIN, new Remove(image));
    }

    private Session userOf(PoolSpec namespace) {
        String name = pool + "-user";
        String profile = "profile rbd pool=%s namespace=%s".formatted(namespace.pool(), namespace.namespace());
        return TestSessions.as(CEPH, name, CEPH.makeUser(name, List.of("mon", "profile rbd", "osd", profile)));
    }

    private List<RbdCommand<?>> commands() {
        ImageId id = new ImageId("10052a92e271");
        return List.of(
                new Create(image, SMALL, LAYERING),
                new Info(image),
                new Resize(image, LARGE),
                new Remove(image),
                new TrashCommand.Move(image, null),
                new MetadataCommand.Set(image, Map.of(new MetadataKey("k"), new MetadataValue("v"))),
                new MetadataCommand.ListAll(image),
                new ListCommand.Watchers(image),
                new ListCommand.Snapshots(image),
                new ListCommand.Locks(image),
                new ListCommand.Names(team),
                new ListCommand.Sizes(team),
                new TrashCommand.ListAll(team),
                new TrashCommand.Remove(team, id, false),
                new TrashCommand.Restore(team, id, NAME));
    }

    private PoolSpec namespace(String name) {
        return new PoolSpec(pool, new RadosNamespace(name));
    }
}
