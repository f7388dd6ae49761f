package io.rbdfunctions.rbd.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataValue;
import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.CephUser;
import io.rbdfunctions.volume.ceph.ImageFeatures;
import io.rbdfunctions.volume.ceph.ImageFeatures.ImageFeature;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageLayout.ObjectSize;
import io.rbdfunctions.volume.ceph.ImageLayout.Striping;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import io.rbdfunctions.volume.ceph.SnapshotRef.SnapshotName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins the exact arguments of every command. */
class RbdCommandBuilderTest {
    private static final String KEY = "AQBcanaryAAAABAAJsGcXq0bPUSrMGXnWU/uoA==";
    private static final ImageRef IMAGE = ImageRef.of("kube", "pvc-1");
    private static final PoolName POOL = new PoolName("kube");
    private static final PoolSpec TEAM = new PoolSpec(POOL, new RadosNamespace("team"));
    private static final SnapshotRef SNAPSHOT = new SnapshotRef(IMAGE, new SnapshotName("s1"));
    private static final Session SESSION = new Session(
            Monitors.parse("10.0.7.52:6789,v2:10.0.7.53:3300"),
            new CephUser("kube"),
            new CephKey(KEY),
            new ClientTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20)));

    private static final List<String> CONNECT =
            List.of("--pool", "kube", "--id", "kube", "-m", "10.0.7.52:6789,v2:10.0.7.53:3300", "--keyfile", "-");
    private static final List<String> CONNECT_TO_TEAM = Stream.of(
                    List.of("--pool", "kube", "--namespace", "team"), CONNECT.subList(2, CONNECT.size()))
            .flatMap(List::stream)
            .toList();
    private static final List<String> CONNECT_MONITORS_FIRST =
            List.of("--pool", "kube", "-m", "10.0.7.52:6789,v2:10.0.7.53:3300", "--id", "kube", "--keyfile", "-");
    private static final List<String> END =
            List.of("-c", "/dev/null", "--client-mount-timeout", "10", "--rados_osd_op_timeout", "20");

    static Stream<Arguments> commands() {
        return Stream.of(
                row(
                        new Create(IMAGE, new Capacity((1536L << 20) - 1), ImageLayout.PLAIN),
                        List.of("create", "pvc-1", "--size", "1536"),
                        CONNECT,
                        List.of("--image-format", "2", "--image-feature", "", "--no-progress")),
                row(
                        new Create(IMAGE, Capacity.ofMebibytes(1024), everything()),
                        List.of("create", "pvc-1", "--size", "1024"),
                        CONNECT,
                        List.of("--image-format", "2", "--data-pool", "data"),
                        List.of("--image-feature", "layering,exclusive-lock", "--object-size", "8388608B"),
                        List.of("--stripe-unit", "65536B", "--stripe-count", "16", "--no-progress")),
                row(new Info(IMAGE), List.of("info", "pvc-1"), CONNECT_MONITORS_FIRST, List.of("--format", "json")),
                row(
                        new Grow(IMAGE, Capacity.ofMebibytes(3072)),
                        List.of("resize", "pvc-1", "--size", "3072"),
                        CONNECT,
                        List.of("--no-progress")),
                row(
                        new Resize(IMAGE, Capacity.ofMebibytes(3072)),
                        List.of("resize", "pvc-1", "--size", "3072"),
                        CONNECT,
                        List.of("--no-progress")),
                row(new Remove(IMAGE), List.of("rm", "pvc-1"), CONNECT, List.of("--no-progress")),
                row(new Rename(IMAGE, new ImageName("new")), List.of("rename", "pvc-1", "new"), CONNECT),
                row(new ListCommand.Names(TEAM), List.of("ls"), CONNECT_TO_TEAM, List.of("--format", "json")),
                row(
                        new Remove(new ImageRef(TEAM, new ImageName("pvc-1"))),
                        List.of("rm", "pvc-1"),
                        CONNECT_TO_TEAM,
                        List.of("--no-progress")),
                row(
                        new Info(new ImageRef(TEAM, new ImageName("pvc-1"))),
                        List.of("info", "pvc-1"),
                        List.of("--pool", "kube", "--namespace", "team", "-m", "10.0.7.52:6789,v2:10.0.7.53:3300"),
                        List.of("--id", "kube", "--keyfile", "-", "--format", "json")),
                row(new ListCommand.Names(PoolSpec.of(POOL)), List.of("ls"), CONNECT, List.of("--format", "json")),
                row(
                        new ListCommand.Sizes(PoolSpec.of(POOL)),
                        List.of("ls", "-l"),
                        CONNECT,
                        List.of("--format", "json")),
                row(
                        new ListCommand.Watchers(IMAGE),
                        List.of("status", "pvc-1"),
                        CONNECT_MONITORS_FIRST,
                        List.of("--format", "json")),
                row(new TrashCommand.Move(IMAGE, null), List.of("trash", "mv", "pvc-1"), CONNECT),
                row(
                        new TrashCommand.Move(IMAGE, Instant.parse("2026-12-01T10:00:00Z")),
                        List.of("trash", "mv", "pvc-1", "--expires-at", "2026-12-01T10:00:00"),
                        CONNECT),
                row(
                        new TrashCommand.ListAll(PoolSpec.of(POOL)),
                        List.of("trash", "ls", "-l"),
                        CONNECT,
                        List.of("--format", "json")),
                row(
                        new TrashCommand.Remove(PoolSpec.of(POOL), new ImageId("10052a92e271"), false),
                        List.of("trash", "rm", "10052a92e271"),
                        CONNECT,
                        List.of("--no-progress")),
                row(
                        new TrashCommand.Remove(PoolSpec.of(POOL), new ImageId("10052a92e271"), true),
                        List.of("trash", "rm", "10052a92e271", "--force"),
                        CONNECT,
                        List.of("--no-progress")),
                row(
                        new TrashCommand.Restore(PoolSpec.of(POOL), new ImageId("10052a92e271"), new ImageName("back")),
                        List.of("trash", "restore", "10052a92e271", "--image", "back"),
                        CONNECT),
                row(
                        new MetadataCommand.Set(IMAGE, Map.of(new MetadataKey("a/b"), new MetadataValue("c d"))),
                        List.of("image-meta", "set", "pvc-1", "a/b", "c d"),
                        CONNECT),
                row(
                        new MetadataCommand.Unset(IMAGE, new MetadataKey(".a/b")),
                        List.of("image-meta", "remove", "pvc-1", ".a/b"),
                        CONNECT),
                row(
                        new MetadataCommand.ListAll(IMAGE),
                        List.of("image-meta", "ls", "pvc-1"),
                        CONNECT,
                        List.of("--format", "json")),
                row(
                        new ListCommand.Snapshots(IMAGE),
                        List.of("snap", "ls", "pvc-1"),
                        CONNECT,
                        List.of("--format", "json")),
                row(
                        new ListCommand.Children(IMAGE),
                        List.of("children", "pvc-1", "--all"),
                        CONNECT,
                        List.of("--format", "json")),
                row(
                        new ListCommand.Children(IMAGE, new SnapshotName("s1")),
                        List.of("children", "pvc-1", "--snap", "s1", "--all"),
                        CONNECT,
                        List.of("--format", "json")),
                row(
                        new SnapshotCommand.Create(SNAPSHOT),
                        List.of("snap", "create", "pvc-1@s1"),
                        CONNECT,
                        List.of("--no-progress")),
                row(
                        new SnapshotCommand.Remove(SNAPSHOT),
                        List.of("snap", "rm", "pvc-1@s1"),
                        CONNECT,
                        List.of("--no-progress")),
                row(
                        new SnapshotCommand.ListAll(IMAGE),
                        List.of("snap", "ls", "pvc-1", "--all"),
                        CONNECT,
                        List.of("--format", "json")),
                row(
                        new CloneCommand.Create(
                                SNAPSHOT,
                                new ImageRef(TEAM, new ImageName("copy")),
                                ImageLayout.of(ImageFeatures.LAYERING)),
                        List.of("clone", "kube/pvc-1@s1", "kube/team/copy"),
                        CONNECT.subList(2, CONNECT.size()),
                        List.of("--rbd-default-clone-format", "2", "--image-feature", "layering")),
                row(
                        new CloneCommand.Create(SNAPSHOT, ImageRef.of("other", "copy"), everything()),
                        List.of("clone", "kube/pvc-1@s1", "other/copy"),
                        CONNECT.subList(2, CONNECT.size()),
                        List.of("--rbd-default-clone-format", "2", "--data-pool", "data"),
                        List.of("--image-feature", "layering,exclusive-lock", "--object-size", "8388608B"),
                        List.of("--stripe-unit", "65536B", "--stripe-count", "16")),
                row(new CloneCommand.Flatten(IMAGE), List.of("flatten", "pvc-1"), CONNECT, List.of("--no-progress")),
                row(
                        new Info.ById(TEAM, new ImageId("10052a92e271")),
                        List.of("info", "--image-id", "10052a92e271", "--pool", "kube", "--namespace", "team"),
                        CONNECT_MONITORS_FIRST.subList(2, CONNECT_MONITORS_FIRST.size()),
                        List.of("--format", "json")),
                row(
                        new ListCommand.Locks(IMAGE),
                        List.of("lock", "ls", "pvc-1"),
                        CONNECT,
                        List.of("--format", "json")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void hasTheseArguments(String verb, RbdCommand<?> command, List<String> arguments) {
        assertThat(command.arguments(SESSION)).containsExactlyElementsOf(arguments);
        assertThat(String.join(" ", command.arguments(SESSION))).startsWith(verb);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void neverHoldsTheKey(String verb, RbdCommand<?> command, List<String> arguments) {
        assertThat(command.arguments(SESSION)).noneMatch(argument -> argument.contains(KEY));
        assertThat(command.toString()).doesNotContain(KEY);
    }

    @Test
    void aSessionHidesItsKey() {
        assertThat(SESSION.toString()).contains("10.0.7.52", "kube").doesNotContain(KEY);
    }

    @Test
    void everyCommandIsPinned() {
        List<Class<?>> pinned = commands()
                .<Class<?>>map(row -> row.get()[1].getClass())
                .distinct()
                .toList();
        assertThat(pinned).containsExactlyInAnyOrderElementsOf(leaves(RbdCommand.class));
    }

    private static ImageLayout everything() {
        return new ImageLayout(
                new ImageFeatures(List.of(ImageFeature.LAYERING, ImageFeature.EXCLUSIVE_LOCK)),
                new PoolName("data"),
                new ObjectSize(8L << 20),
                new Striping(65536, 16));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static Arguments row(RbdCommand<?> command, List<String>... parts) {
        List<String> arguments = new ArrayList<>();
        Stream.of(parts).forEach(arguments::addAll);
        arguments.addAll(END);
        return Arguments.of(command.verb(), command, arguments);
    }

    private static List<Class<?>> leaves(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .<Class<?>>flatMap(sub -> sub.isSealed() ? leaves(sub).stream() : Stream.of(sub))
                .toList();
    }
}
