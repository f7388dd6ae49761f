package io.rbdfunctions.operation.delete;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.delete.Deleted.Action;
import io.rbdfunctions.support.SecondLane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deletes images whose data clones share. */
@SecondLane
class DeleteWithClonesTest extends CephTest {
    private final String image = "kubernetes-dynamic-pvc-" + UUID.randomUUID();
    private final String spec = pool + "/" + image;
    private final String clone = pool + "/clone";
    private final RequestBuilder request = request().image(image);

    @TempDir
    private Path directory;

    private Path content;

    @BeforeEach
    void writeContent() throws IOException {
        content = Files.writeString(directory.resolve("content"), "content" + "x".repeat(1 << 20));
    }

    @Test
    void theImageWaitsInTheTrashForItsClone() {
        makeClone(spec);

        assertThat(done(operations.run(request.dryRun().delete())).action()).isEqualTo(Action.WOULD_DELETE);
        Deleted deleted = done(operations.run(request().image(image).delete()));

        assertThat(deleted.action()).isEqualTo(Action.TRASHED);
        assertThat(ceph.images(pool)).containsExactly("clone");
        assertThat(trash()).contains(image);
        assertThat(ceph.rbd("export", "--no-progress", clone, "-").orFail().stdout())
                .startsWith("content");
        assertThat(done(operations.run(request().image(image).delete())).action())
                .as("again")
                .isEqualTo(Action.ALREADY_GONE);
    }

    @Test
    void whenTheCloneIsGoneTheImageCanBePurged() {
        makeClone(spec);
        done(operations.run(request.delete()));

        assertThat(done(operations.run(request().image("clone").delete())).action())
                .isEqualTo(Action.DELETED);

        ceph.rbd("trash", "rm", "--force", pool + "/" + trash().split(" ", 2)[0])
                .orFail();
        assertThat(trash()).isEmpty();
    }

    @Test
    void snapshotsThatNobodyRemovedAreKept() {
        makeClone(spec);
        ceph.snapshot(spec, "mine");

        assertThat(refused(operations.run(request.delete())).detail())
                .isEqualTo(
                        "rbd image %s has snapshots mine with the clones %s: remove the snapshots and flatten or remove the clones first"
                                .formatted(spec, clone));
        assertThat(ceph.images(pool)).containsExactly("clone", image);
    }

    @Test
    void snapshotsOfInterruptedClonesAreRemoved() {
        makeClone(spec);
        ceph.snapshot(spec, "csi-vol-%s-temp".formatted(UUID.randomUUID()));
        ceph.snapshot(spec, "csi-snap-" + UUID.randomUUID());

        assertThat(done(operations.run(request.dryRun().delete())).action()).isEqualTo(Action.WOULD_DELETE);
        assertThat(done(operations.run(request().image(image).delete())).action())
                .isEqualTo(Action.TRASHED);

        done(operations.run(request().image("clone").delete()));
        ceph.rbd("trash", "rm", "--force", pool + "/" + trash().split(" ", 2)[0])
                .orFail();
        assertThat(trash()).isEmpty();
    }

    /** Neither the sweep nor a manager would remove it from the trash. */
    @Test
    void anImageWithAnotherNameIsKept() {
        makeClone(pool + "/img");

        assertThat(refused(operations.run(request().image("img").delete())).detail())
                .contains("has snapshots in the trash with the clones " + clone);
        assertThat(ceph.images(pool)).containsExactly("clone", "img");
    }

    private void makeClone(String parent) {
        ceph.rbd("import", "--no-progress", "--image-feature", "layering", content.toString(), parent)
                .orFail();
        ceph.snapshot(parent, "s1");
        ceph.rbd("clone", "--rbd-default-clone-format", "2", parent + "@s1", clone)
                .orFail();
        ceph.rbd("snap", "rm", "--no-progress", parent + "@s1").orFail();
    }

    private String trash() {
        return ceph.rbd("trash", "ls", pool).orFail().stdout();
    }
}
