package io.rbdfunctions.operation.inspect;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static io.rbdfunctions.operation.ScriptedRbd.failure;
import static io.rbdfunctions.operation.ScriptedRbd.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.ScriptedRbd;
import io.rbdfunctions.operation.ScriptedTest;
import io.rbdfunctions.operation.inspect.ImagePage.Entry;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Describes and lists images. */
class InspectTest extends ScriptedTest {
    private static final PoolName POOL = new PoolName("kube");

    private final RequestBuilder request = new RequestBuilder().image("img");

    @Test
    void reportsTheStateOfTheImage() {
        rbd.answer(
                        "info",
                        output(
                                "{\"id\":\"1\",\"size\":1073741824,\"objects\":256,\"object_size\":4194304,\"snapshot_count\":0,"
                                        + "\"features\":[\"layering\"],\"create_timestamp\":\"Mon Nov 23 07:04:40 2026\"}"))
                .answer("status", output("{\"watchers\":[{\"address\":\"10.0.3.17:0/1\"}]}"))
                .answer("snap ls", output("[{\"name\":\"s1\",\"size\":1,\"protected\":\"true\"}]"))
                .answer("image-meta ls", output("{\"k\":\"v\"}"));

        assertThat(done(operations.run(new InspectRequest(request.target()))))
                .isEqualTo(new ImageReport(
                        ImageRef.of("kube", "img"),
                        "1",
                        1L << 30,
                        256,
                        4194304,
                        List.of("layering"),
                        null,
                        Instant.parse("2026-11-23T07:04:40Z"),
                        null,
                        List.of(),
                        List.of("10.0.3.17:0/1"),
                        List.of(new ImageReport.Snapshot("s1", 1, true)),
                        Map.of("k", "v")));
    }

    /** The rbd command is a watcher while it lists the metadata. */
    @Test
    void doesNotReportItsOwnWatch() {
        rbd.answer("info", ScriptedRbd.image(1L << 30, "layering"))
                .answer(
                        "status",
                        output("{\"watchers\":[{\"address\":\"10.0.3.17:0/1\"},{\"address\":\"10.0.3.18:0/2\"}]}"),
                        output("{\"watchers\":[{\"address\":\"10.0.3.18:0/2\"}]}"))
                .answer("snap ls", output("[]"))
                .answer("image-meta ls", output("{}"));

        assertThat(done(operations.run(new InspectRequest(request.target()))).watchers())
                .containsExactly("10.0.3.18:0/2");
    }

    @Test
    void namesAMissingImage() {
        rbd.answer("info", failure(2, "rbd: error opening image img: (2) No such file or directory"));

        refused(
                operations.run(new InspectRequest(request.target())),
                Reason.NOT_FOUND,
                "info kube/img: the image does not exist");
    }

    @Test
    void listsPagesSortedByName() {
        rbd.answer("ls", output("[\"c\",\"a\",\"d\",\"b\"]"))
                .answer(
                        "ls -l",
                        output(
                                "[{\"image\":\"b\",\"size\":2},{\"image\":\"a\",\"size\":1},{\"image\":\"c\",\"size\":3}]"));

        assertThat(list(null, 2))
                .isEqualTo(new ImagePage(PoolSpec.of(POOL), List.of(new Entry("a", 1L), new Entry("b", 2L)), "b"));
        assertThat(list("b", 2))
                .isEqualTo(new ImagePage(PoolSpec.of(POOL), List.of(new Entry("c", 3L), new Entry("d", null)), null));
        assertThat(list("bb", 1)).isEqualTo(new ImagePage(PoolSpec.of(POOL), List.of(new Entry("c", 3L)), "c"));
        assertThat(list("d", 1)).isEqualTo(new ImagePage(PoolSpec.of(POOL), List.of(), null));
    }

    @Test
    void aMissingPoolIsNotFound() {
        rbd.answer("ls", failure(2, "rbd: error opening pool 'kube': (2) No such file or directory"))
                .answer("ls -l", failure(2, "rbd: error opening pool 'kube': (2) No such file or directory"));

        assertThat(refused(operations.run(request.list(null, 10))).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    private ImagePage list(@Nullable String after, int limit) {
        return done(operations.run(request.list(after, limit)));
    }
}
