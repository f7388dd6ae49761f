package io.rbdfunctions.operation.trash;

import static io.rbdfunctions.operation.Outcomes.done;
import static io.rbdfunctions.operation.Outcomes.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.RequestBuilder;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.trash.Restored.Action;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Restores and purges deleted images by name and id on a real Ceph. */
@SecondLane
class RestoreTest extends CephTest {
    private static final String NAME = "kubernetes-dynamic-pvc-1c4f";

    private final RequestBuilder request =
            request().parameter("trashRetention", "7d").size("1").volume(null).image(NAME);

    @BeforeEach
    void deleteImage() {
        ceph.createImage(pool + "/" + NAME, 96);
        assertThat(done(operations.run(request.delete())).action()).isEqualTo(Deleted.Action.TRASHED);
    }

    @Test
    void restoresTheImageAndReturnsItsVolume() {
        Restored restored = done(operations.run(request(NAME, null, null)));

        assertThat(restored.action()).isEqualTo(Action.RESTORED);
        assertThat(ceph.images(pool)).containsExactly(NAME);
        assertThat(trashIds()).isEmpty();
        PersistentVolume volume = Objects.requireNonNull(restored.persistentVolume());
        assertThat(volume.getMetadata().getName()).isEqualTo("pvc-1c4f");
        assertThat(volume.getSpec().getCapacity()).containsEntry("storage", new Quantity("96Mi"));
        assertThat(volume.getSpec().getRbd().getImage()).isEqualTo(NAME);
    }

    @Test
    void aSecondRequestReportsAlreadyThere() {
        String id = trashIds().getFirst();
        done(operations.run(request(NAME, id, null)));

        assertThat(done(operations.run(request(NAME, null, null))).action()).isEqualTo(Action.ALREADY_THERE);
        assertThat(done(operations.run(request(NAME, id, null))).action()).isEqualTo(Action.ALREADY_THERE);
        assertThat(refused(operations.run(request(null, id, null))).detail()).contains("set image to its name, too");
        assertThat(refused(operations.run(request(NAME, "1", null))).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void restoresUnderAnotherName() {
        String id = trashIds().getFirst();

        assertThat(done(operations.run(request(null, id, "back"))).image().name())
                .isEqualTo(new ImageName("back"));
        assertThat(done(operations.run(request(null, id, "back"))).action()).isEqualTo(Action.ALREADY_THERE);
        assertThat(ceph.images(pool)).containsExactly("back");
    }

    @Test
    void refusesAnAmbiguousName() {
        ceph.createImage(pool + "/" + NAME, 64);
        done(operations.run(request.delete()));
        List<String> ids = trashIds();

        Refusal refusal = refused(operations.run(request(NAME, null, null)));

        assertThat(refusal.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refusal.detail()).contains(ids.get(0), ids.get(1), "(deleted 20");
        assertThat(done(operations.run(request(NAME, ids.get(1), null))).action())
                .isEqualTo(Action.RESTORED);
    }

    @Test
    void doesNotReplaceAnotherImage() {
        ceph.createImage(pool + "/" + NAME, 64);

        refused(
                operations.run(request(NAME, null, null)),
                Reason.CONFLICT,
                "another image %s/%s exists: set as to another name for the one in the trash".formatted(pool, NAME));
        assertThat(ceph.sizeOf(pool + "/" + NAME)).isEqualTo(64L << 20);
        assertThat(trashIds()).hasSize(1);
    }

    @Test
    void anUnknownImageIsNotFound() {
        assertThat(refused(operations.run(request("other", null, null))).reason())
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void aDryRunOnlyReads() {
        request.dryRun();

        Restored foreseen = done(operations.run(request(NAME, null, null)));

        assertThat(foreseen.action()).isEqualTo(Action.WOULD_RESTORE);
        assertThat(foreseen.persistentVolume()).isNull();
        assertThat(ceph.images(pool)).isEmpty();
    }

    @Test
    void anImageBeforeItsExpiryIsPurgedOnlyByForce() {
        String id = trashIds().getFirst();

        assertThat(refused(operations.run(purge(id, false, false))).detail())
                .contains(NAME, id, "is kept in the trash until 20");
        assertThat(done(operations.run(purge(id, true, true))).action()).isEqualTo(Purged.Action.WOULD_PURGE);
        assertThat(trashIds()).hasSize(1);
        assertThat(done(operations.run(purge(id, true, false))).action()).isEqualTo(Purged.Action.PURGED);
        assertThat(trashIds()).isEmpty();
        assertThat(done(operations.run(purge(id, true, false))).action()).isEqualTo(Purged.Action.ALREADY_GONE);
    }

    /** The sweep does not purge such images. */
    @Test
    void anImageMovedToTheTrashByHandIsPurgedOnRequest() {
        ceph.createImage(pool + "/other", 64);
        ceph.rbd("trash", "mv", pool + "/other").orFail();
        String id = ids("other").getFirst();

        assertThat(done(operations.run(purge(id, false, false))).action()).isEqualTo(Purged.Action.PURGED);
    }

    private RestoreRequest request(@Nullable String image, @Nullable String id, @Nullable String as) {
        return new RestoreRequest(
                image == null ? null : new ImageName(image),
                id == null ? null : new ImageId(id),
                as == null ? null : new ImageName(as),
                request.provision());
    }

    private PurgeRequest purge(String id, boolean force, boolean dryRun) {
        return new PurgeRequest(new ImageId(id), request.target().classSource(), force, dryRun);
    }

    private List<String> trashIds() {
        return ids(NAME);
    }

    private List<String> ids(String name) {
        return ceph.rbd("trash", "ls", pool)
                .orFail()
                .stdout()
                .lines()
                .filter(line -> line.endsWith(" " + name))
                .map(line -> line.split(" ", 2)[0])
                .toList();
    }
}
