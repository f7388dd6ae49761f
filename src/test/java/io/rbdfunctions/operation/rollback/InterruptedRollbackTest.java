package io.rbdfunctions.operation.rollback;

import static io.rbdfunctions.operation.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.journal.RecordedJournal;
import io.rbdfunctions.operation.clone.DataSource;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.DeletionMode;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.snapshot.InterruptedOperations;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.ceph.ImageId;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Ends after each effect on Ceph during a rollback, as a killed process does, and goes on in several ways. */
@SecondLane
class InterruptedRollbackTest extends RollbackTestBase {
    InterruptedRollbackTest() {
        super(LIBRBD);
    }

    @Test
    void theSameRequestFinishesIt() {
        write(1);
        String old = checksum();
        take();
        int effects = 0;
        while (isInterrupted(toSnapshot("r" + effects), effects)) {
            RolledBack back = done(operations.run(toSnapshot("r" + effects)));
            assertThat(back.action()).as("after %d effects", effects).isEqualTo(RolledBack.Action.ROLLED_BACK);
            assertThat(back.trashId()).isNotNull();
            assertThat(back.expiry()).isNotNull();
            effects++;
            assertIsWhole(effects);
            assertThat(checksum()).isEqualTo(old);
            write(effects);
        }
        assertThat(effects).isGreaterThan(7);
    }

    @Test
    void goingBackToTheTrashIsFinished() {
        write(1);
        take();
        write(2);
        String young = checksum();
        ImageId other =
                Objects.requireNonNull(done(operations.run(toSnapshot())).trashId());
        String old = checksum();
        int effects = 0;
        while (isInterrupted(toTrashed(other), effects)) {
            ImageId wanted = other;
            done(operations.run(toTrashed(wanted)));
            assertThat(idOf(SOURCE)).as("after %d effects", effects).isEqualTo(wanted.value());
            assertIsWhole(1);
            assertThat(checksum()).isEqualTo(effects % 2 == 0 ? young : old);
            other = new ImageId(trash().getFirst().split(" ", 2)[0]);
            effects++;
        }
        assertThat(effects).isGreaterThan(3);
    }

    /** Another snapshot, or the way back. */
    @Test
    void anotherRequestBeginsAgain() {
        take();
        int effects = 0;
        while (isInterrupted(toSnapshot("a" + effects), effects)) {
            done(operations.run(toSnapshot("b" + effects)));
            assertThat(ceph.images(pool)).as("after %d effects", effects).containsExactly(IMAGE, SOURCE);
            assertThat(recordedId()).isEqualTo(idOf(SOURCE));
            effects++;
        }
        write(3);
        String written = checksum();
        String id = idOf(SOURCE);
        effects = 0;
        while (isInterrupted(toSnapshot("c" + effects), effects)) {
            done(operations.run(toTrashed(new ImageId(id))));
            assertThat(recordedId()).as("after %d effects", effects).isEqualTo(id);
            assertThat(checksum()).isEqualTo(written);
            effects++;
        }
        assertThat(effects).isGreaterThan(7);
    }

    @Test
    void nothingHarmsItMeanwhile() {
        write(1);
        String old = checksum();
        take();
        int effects = 0;
        int waits = 0;
        while (isInterrupted(toSnapshot("r" + effects), effects)) {
            waits += provisionOrWait(provision())
                    + provisionOrWait(provision().from(new DataSource.OfSnapshot(handle(UUID))));
            var expand = new ExpandRequest(target(), Capacity.ofMebibytes(8), false);
            assertThat(operations.run(expand)).isInstanceOfAny(Outcome.Done.class, Outcome.Refused.class);
            done(operations.run(toSnapshot("r" + effects)));
            effects++;
            assertIsWhole(effects);
            assertThat(checksum()).as("after %d effects", effects).isEqualTo(old);
        }
        assertThat(waits).isGreaterThan(2);
    }

    @Test
    void aDeletionRemovesEverything() {
        take();
        int effects = 0;
        while (isInterrupted(toSnapshot(), effects)) {
            done(operations.run(deletion(new DeletionMode.ToTrash(new TrashRetention(Duration.ofDays(1))))));
            assertThat(ceph.images(pool)).as("after %d effects", effects).containsExactly(IMAGE);
            assertThat(outside.objects("csi.volume."))
                    .noneMatch(name -> name.contains(volume.uuid().value()));
            assertThat(trash().stream()
                            .filter(line -> !line.endsWith(" " + REPLACEMENT))
                            .count())
                    .as("what was written, after %d effects", effects)
                    .isGreaterThan(effects);
            makeAgain();
            effects++;
        }
        assertThat(effects).isGreaterThan(7);
    }

    /** The volume and its entry in the journal. */
    private void makeAgain() {
        RecordedJournal.readAll("02-grown")
                .objects()
                .forEach((object, keys) -> keys.forEach((key, value) -> outside.set(object, key, value)));
        ceph.createImage(pool + "/" + SOURCE, 8);
    }

    private boolean isInterrupted(VolumeRequest<?> request, int effects) {
        return InterruptedOperations.isInterrupted(this, request, effects);
    }

    /** Nothing is left besides the volume, its snapshot, and what it was before. */
    private void assertIsWhole(int trashed) {
        assertThat(ceph.images(pool)).containsExactly(IMAGE, SOURCE);
        assertThat(recordedId()).isEqualTo(idOf(SOURCE));
        assertThat(trash()).hasSize(trashed).allMatch(line -> line.endsWith(" " + FORMER));
    }

    /** Returns how often it has to wait. */
    private int provisionOrWait(ProvisionRequest request) {
        try {
            assertThat(done(operations.run(request)).action()).isEqualTo(Provisioned.Action.ALREADY_THERE);
            return 0;
        } catch (TryAgainException busy) {
            assertThat(busy).hasMessageContaining("rollback");
            return 1;
        }
    }

    private ProvisionRequest provision() {
        return request()
                .parameter("clusterID", "c1")
                .parameter("nodeStageSecretName", "stage")
                .parameter("imageFeatures", "layering")
                .volume(VOLUME.value())
                .size("8Mi")
                .provision();
    }

    private DeleteRequest deletion(DeletionMode mode) {
        return new DeleteRequest(target(), null, mode, null, false);
    }
}
