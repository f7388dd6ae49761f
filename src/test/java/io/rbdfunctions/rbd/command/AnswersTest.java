package io.rbdfunctions.rbd.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.Info.Parent;
import io.rbdfunctions.rbd.command.ListCommand.ListedImage;
import io.rbdfunctions.rbd.command.ListCommand.LockHolder;
import io.rbdfunctions.rbd.command.ListCommand.Snapshot;
import io.rbdfunctions.rbd.command.RbdCommand.Nothing;
import io.rbdfunctions.rbd.command.RbdCommand.UnreadableAnswerException;
import io.rbdfunctions.rbd.command.SnapshotCommand.ListedSnapshot;
import io.rbdfunctions.rbd.command.SnapshotCommand.SnapshotNamespace;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parses recorded output of rbd 16.2.15. */
class AnswersTest {
    private static final ImageRef IMAGE = ImageRef.of("kube", "img");
    private static final PoolName POOL = new PoolName("kube");

    private static final String INFO = """
        {"name":"img","id":"10052a92e271","size":%s,"objects":256,"order":22,"object_size":4194304,\
        "snapshot_count":2,"block_name_prefix":"rbd_data.10052a92e271","format":2,"features":%s,"op_features":[],\
        "flags":[],"create_timestamp":"Mon Nov 23 07:04:40 2026","access_timestamp":"Mon Nov 23 07:04:40 2026",\
        "modify_timestamp":"Mon Nov 23 07:04:40 2026"%s}
        """;

    static Stream<Arguments> answers() {
        return Stream.of(
                row(new Info(IMAGE), INFO.formatted("1073741824", "[\"layering\"]", ""), info(1L << 30, "layering")),
                row(new Info(IMAGE), INFO.formatted("0", "[]", ""), info(0)),
                row(new Info(IMAGE), INFO.formatted("18446744073708503040", "[]", ""), info(Long.MAX_VALUE)),
                row(
                        new Info(IMAGE),
                        INFO.formatted("2147483648", "[\"layering\",\"operations\"]", """
                            ,"parent":{"pool":"kube","pool_namespace":"","image":"img","id":"10052a92e271",\
                            "snapshot":"s1","trash":false,"overlap":2147483648}\
                            """),
                        info(
                                new Parent(new LinkedImage("kube", "", "img", "10052a92e271", false), "s1", 2L << 30),
                                null,
                                2L << 30,
                                "layering",
                                "operations")),
                row(
                        new Info(IMAGE),
                        INFO.formatted("1048576", "[\"data-pool\"]", ",\"data_pool\":\"data\""),
                        info(null, "data", 1L << 20, "data-pool")),
                row(
                        new ListCommand.Names(PoolSpec.of(POOL)),
                        "[\"-x\",\".\",\"a\\nb\",\"ok1\",\"ünï\"]\n",
                        List.of("-x", ".", "a\nb", "ok1", "ünï")),
                row(new ListCommand.Names(PoolSpec.of(POOL)), "[]\n", List.of()),
                row(
                        new ListCommand.Sizes(PoolSpec.of(POOL)),
                        """
                        [{"image":"child","id":"1045356e48f","size":2147483648,"parent":{"pool":"kube",\
                        "pool_namespace":"","image":"img","snapshot":"s1"},"format":2},{"image":"img",\
                        "id":"10052a92e271","size":1073741824,"format":2},{"image":"img","id":"10052a92e271",\
                        "snapshot":"s1","snapshot_id":4,"size":2147483648,"format":2,"protected":"true"}]
                        """,
                        List.of(new ListedImage("child", 2L << 30), new ListedImage("img", 1L << 30))),
                row(new ListCommand.Watchers(IMAGE), "{\"watchers\":[]}\n", List.of()),
                row(
                        new ListCommand.Watchers(IMAGE),
                        "{\"watchers\":[{\"address\":\"127.0.0.1:0/3780792971\",\"client\":4195,\"cookie\":94730280555936}]}\n",
                        List.of("127.0.0.1:0/3780792971")),
                row(new MetadataCommand.ListAll(IMAGE), "", Map.of()),
                row(new MetadataCommand.ListAll(IMAGE), "{\"pvc\":\"ns/name\"}\n", Map.of("pvc", "ns/name")),
                row(new ListCommand.Snapshots(IMAGE), "[]\n", List.of()),
                row(
                        new ListCommand.Snapshots(IMAGE),
                        """
                        [{"id":4,"name":"s1","size":2147483648,"protected":"true","timestamp":"Mon Nov 23 07:04:43 2026"},\
                        {"id":5,"name":"s2","size":0,"protected":"false","timestamp":"Mon Nov 23 07:04:43 2026"}]
                        """,
                        List.of(new Snapshot("s1", 2L << 30, true), new Snapshot("s2", 0, false))),
                row(new ListCommand.Children(IMAGE), "[]\n", List.of()),
                row(
                        new ListCommand.Children(IMAGE),
                        """
                        [{"pool":"kube","pool_namespace":"","image":"child","id":"100f6860f60b","trash":false},\
                        {"pool":"kube","pool_namespace":"ns","image":"gone","id":"100f6860f60c","trash":true}]
                        """,
                        List.of(
                                new LinkedImage("kube", "", "child", "100f6860f60b", false),
                                new LinkedImage("kube", "ns", "gone", "100f6860f60c", true))),
                row(
                        new SnapshotCommand.ListAll(IMAGE),
                        """
                        [{"id":4,"name":"b24ff0a2-f866-4121-b674-501361ef428f","size":67108864,"protected":"false",\
                        "timestamp":"Mon Nov 30 06:54:28 2026","namespace":{"type":"trash","original_name":"s1"}},\
                        {"id":5,"name":"s2","size":0,"protected":"false","timestamp":"Mon Nov 23 07:04:43 2026",\
                        "namespace":{"type":"user"}},\
                        {"id":6,"name":".group","size":0,"protected":"false","timestamp":"Mon Nov 23 07:04:43 2026",\
                        "namespace":{"type":"group","pool":"kube","group":"g","group snap":"gs"}}]
                        """,
                        List.of(
                                new ListedSnapshot(
                                        4,
                                        "b24ff0a2-f866-4121-b674-501361ef428f",
                                        64L << 20,
                                        Instant.parse("2026-11-30T06:54:28Z"),
                                        SnapshotNamespace.TRASH,
                                        "s1"),
                                new ListedSnapshot(
                                        5,
                                        "s2",
                                        0,
                                        Instant.parse("2026-11-23T07:04:43Z"),
                                        SnapshotNamespace.USER,
                                        null),
                                new ListedSnapshot(
                                        6,
                                        ".group",
                                        0,
                                        Instant.parse("2026-11-23T07:04:43Z"),
                                        SnapshotNamespace.OTHER,
                                        null))),
                row(
                        new Info.ById(PoolSpec.of(POOL), new ImageId("10052a92e271")),
                        INFO.formatted("0", "[]", ""),
                        info(0)),
                row(
                        new ListCommand.Locks(IMAGE),
                        "[{\"id\":\"mylock\",\"locker\":\"client.4187\",\"address\":\"127.0.0.1:0/1233810276\"}]\n",
                        List.of(new LockHolder("mylock", "client.4187", "127.0.0.1:0/1233810276"))),
                row(
                        new TrashCommand.ListAll(PoolSpec.of(POOL)),
                        """
                        [{"id":"10052a92e271","name":"img","source":"USER","deleted_at":"Mon Nov 23 07:04:47 2026",\
                        "status":"expired at Mon Nov 23 07:04:47 2026"}]
                        """,
                        List.of(new TrashedImage(
                                "10052a92e271",
                                "img",
                                Instant.parse("2026-11-23T07:04:47Z"),
                                Instant.parse("2026-11-23T07:04:47Z")))),
                row(
                        new TrashCommand.ListAll(PoolSpec.of(POOL)),
                        """
                        [{"id":"10056f4d1dd7","name":"img","source":"USER","deleted_at":"Tue Dec  1 13:41:38 2026",\
                        "status":"protected until Wed Dec 30 09:59:59 2026"}]
                        """,
                        List.of(new TrashedImage(
                                "10056f4d1dd7",
                                "img",
                                Instant.parse("2026-12-01T13:41:38Z"),
                                Instant.parse("2026-12-30T09:59:59Z")))),
                row(new Remove(IMAGE), "", Nothing.NOTHING),
                row(new Rename(IMAGE, new ImageName("new")), "", Nothing.NOTHING),
                row(
                        new TrashCommand.Remove(PoolSpec.of(POOL), new ImageId("10052a92e271"), false),
                        "",
                        Nothing.NOTHING));
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("answers")
    void parsesTheOutputOfRbd(String verb, RbdCommand<?> command, String output, Object answer) {
        assertThat(command.read(output)).isEqualTo(answer);
    }

    @ParameterizedTest(name = "#{index}")
    @ValueSource(
            strings = {"", "\n", "{}", "[]", "null", "{\"size\":\"1\"}", "{\"size\":1.5}", "not json", "{\"size\":10737"
            })
    void rejectsOutputWithoutASize(String output) {
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> new Info(IMAGE).read(output))
                .withMessage("rbd's answer cannot be read");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "Mon Nov 23 07:04:47 2026, expired",
        "Mon Nov 23 07:04:47 2026, protected until tomorrow",
        "2026-11-23T07:04:47Z, expired at Mon Nov 23 07:04:47 2026",
        "'', expired at Mon Nov 23 07:04:47 2026"
    })
    void rejectsATrashEntryWithoutItsTimes(String deletedAt, String status) {
        assertThatExceptionOfType(UnreadableAnswerException.class)
                .isThrownBy(() -> new TrashCommand.ListAll(PoolSpec.of(POOL))
                        .read("[{\"id\":\"1\",\"name\":\"img\",\"deleted_at\":\"%s\",\"status\":\"%s\"}]"
                                .formatted(deletedAt, status)));
    }

    @Test
    void anExpiryAtTheTimeOfDeletionIsNotAStatedOne() {
        Instant deletion = Instant.parse("2026-12-01T10:00:00Z");
        TrashedImage byHand = new TrashedImage("1", "img", deletion, deletion);
        TrashedImage kept = new TrashedImage("1", "img", deletion, deletion.plusSeconds(60));

        assertThat(byHand.hasStatedExpiry()).isFalse();
        assertThat(byHand.isExpired(deletion)).isTrue();
        assertThat(kept.hasStatedExpiry()).isTrue();
        assertThat(kept.isExpired(deletion.plusSeconds(59))).isFalse();
        assertThat(kept.isExpired(deletion.plusSeconds(60))).isTrue();
    }

    private static ImageInfo info(long size, String... features) {
        return info(null, null, size, features);
    }

    private static ImageInfo info(@Nullable Parent parent, @Nullable String dataPool, long size, String... features) {
        return new ImageInfo(
                "10052a92e271",
                size,
                256,
                4194304,
                4194304,
                1,
                List.of(features),
                dataPool,
                Instant.parse("2026-11-23T07:04:40Z"),
                parent,
                2,
                null,
                false);
    }

    private static <A> Arguments row(RbdCommand<A> command, String output, A answer) {
        return Arguments.of(command.verb(), command, output, answer);
    }
}
