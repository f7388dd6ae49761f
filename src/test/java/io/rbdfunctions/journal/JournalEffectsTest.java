package io.rbdfunctions.journal;

import static io.rbdfunctions.journal.JournalHarness.COMPLETE;
import static io.rbdfunctions.journal.JournalHarness.DIRECTORY;
import static io.rbdfunctions.journal.JournalHarness.EMPTY;
import static io.rbdfunctions.journal.JournalHarness.ENTRY;
import static io.rbdfunctions.journal.JournalHarness.KEY;
import static io.rbdfunctions.journal.JournalHarness.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.journal.CountingObjects.DeathException;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.WithCeph;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Interrupted and concurrent changes of a journal. */
@SecondLane
@WithCeph
class JournalEffectsTest {
    private static final Librbd FIRST = TestEngine.librbd();
    private static final Librbd SECOND = TestEngine.librbd();
    private static final Executor TASKS = task -> Thread.ofVirtual().start(task);
    private static final int RESERVATIONS = 200;

    private final JournalHarness harness;

    JournalEffectsTest(CephCluster ceph) {
        this.harness = new JournalHarness(ceph);
    }

    @AfterAll
    static void close() {
        FIRST.close();
        SECOND.close();
        JournalHarness.close();
    }

    @Test
    void takesAsFewRoundTripsAsTheOrderAllows() {
        CountingObjects objects = new CountingObjects(TestEngine.objects(FIRST));
        VolumeJournal journal = journal(objects);

        JournaledVolume volume = journal.reserve(harness.session, harness.location, ENTRY);
        assertThat(objects.roundTrips()).as("directory, object, directory").isEqualTo(3);

        journal.recordImageId(harness.session, volume, new ImageId("14d49280119"));
        assertThat(objects.roundTrips()).isOne();

        journal.reserve(harness.session, harness.location, ENTRY);
        assertThat(objects.roundTrips()).as("directory, object").isEqualTo(2);

        journal.read(harness.session, harness.location, ENTRY.uuid());
        assertThat(objects.roundTrips()).isOne();

        journal.find(harness.session, harness.location, ENTRY.requestName());
        assertThat(objects.roundTrips()).as("directory, object").isEqualTo(2);

        journal.remove(harness.session, harness.location, ENTRY.requestName(), ENTRY.uuid());
        assertThat(objects.roundTrips()).as("object, directory").isEqualTo(2);
    }

    @ParameterizedTest(name = "write {0}, applied: {1}")
    @CsvSource({"1, false", "1, true", "2, false", "2, true"})
    void anInterruptedReservationIsCompletedByTheNext(int write, boolean isApplied) {
        VolumeJournal doomed = dyingAt(write, isApplied);
        assertThatThrownBy(() -> doomed.reserve(harness.session, harness.location, ENTRY))
                .isInstanceOf(DeathException.class);

        JournaledVolume volume = harness.reserve();

        assertThat(volume.image()).isEqualTo(ENTRY.image());
        assertThat(harness.outside.all("csi.")).isEqualTo(COMPLETE);
    }

    @ParameterizedTest(name = "write {0}, applied: {1}")
    @CsvSource({"1, false", "1, true", "2, false", "2, true"})
    void anInterruptedReservationCanBeRemoved(int write, boolean isApplied) {
        VolumeJournal doomed = dyingAt(write, isApplied);
        assertThatThrownBy(() -> doomed.reserve(harness.session, harness.location, ENTRY))
                .isInstanceOf(DeathException.class);

        harness.remove();

        assertThat(harness.outside.all("csi.")).isIn(Map.of(), EMPTY);
    }

    @ParameterizedTest(name = "write {0}, applied: {1}")
    @CsvSource({"1, false", "1, true", "2, false", "2, true"})
    void anInterruptedRemovalIsCompletedByTheNext(int write, boolean isApplied) {
        harness.reserve();
        VolumeJournal doomed = dyingAt(write, isApplied);
        assertThatThrownBy(() -> doomed.remove(harness.session, harness.location, ENTRY.requestName(), ENTRY.uuid()))
                .isInstanceOf(DeathException.class);

        harness.remove();

        assertThat(harness.outside.all("csi.")).isEqualTo(EMPTY);
    }

    @ParameterizedTest(name = "write {0}, applied: {1}")
    @CsvSource({"1, false", "1, true", "2, false", "2, true"})
    void aVolumeCanBeReservedAfterAnInterruptedRemoval(int write, boolean isApplied) {
        harness.reserve();
        VolumeJournal doomed = dyingAt(write, isApplied);
        assertThatThrownBy(() -> doomed.remove(harness.session, harness.location, ENTRY.requestName(), ENTRY.uuid()))
                .isInstanceOf(DeathException.class);

        harness.reserve();

        assertThat(harness.outside.all("csi.")).isEqualTo(COMPLETE);
    }

    @Test
    void concurrentReservationsMeetOnOneObjectAndOneKey() {
        List<JournaledVolume> volumes =
                inParallel(journal -> journal.reserve(harness.session, harness.location, ENTRY));

        assertThat(volumes).hasSize(RESERVATIONS).containsOnly(volumes.getFirst());
        assertThat(harness.outside.all("csi.")).isEqualTo(COMPLETE);
    }

    /** As by another provisioner, which makes up its own uuid. */
    @Test
    void concurrentReservationsWithDifferentUuidsAgreeOnOne() {
        List<JournaledVolume> volumes = inParallel(journal -> journal.reserve(
                harness.session,
                harness.location,
                JournalHarness.entry(NAME, UUID.randomUUID().toString())));

        VolumeUuid agreed = volumes.getFirst().uuid();
        assertThat(volumes)
                .hasSize(RESERVATIONS)
                .extracting(JournaledVolume::uuid)
                .containsOnly(agreed);
        assertThat(harness.outside.all("csi."))
                .isEqualTo(Map.of(
                        "csi.volume." + agreed,
                        JournalHarness.keys(agreed.value()),
                        DIRECTORY,
                        Map.of(KEY, agreed.value())));
    }

    @Test
    void concurrentRemovalsLeaveNothing() {
        harness.reserve();

        inParallel(journal -> {
            journal.remove(harness.session, harness.location, ENTRY.requestName(), ENTRY.uuid());
            return "removed";
        });

        assertThat(harness.outside.all("csi.")).isEqualTo(EMPTY);
    }

    /** Runs the work by two replicas. */
    private static <A> List<A> inParallel(Function<VolumeJournal, A> work) {
        List<VolumeJournal> replicas = List.of(journal(TestEngine.objects(FIRST)), journal(TestEngine.objects(SECOND)));
        List<CompletableFuture<A>> running = IntStream.range(0, RESERVATIONS)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> work.apply(replicas.get(number % 2)), TASKS))
                .toList();
        return running.stream()
                .map(CompletableFuture::join)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static VolumeJournal dyingAt(int write, boolean isApplied) {
        return journal(new CountingObjects(TestEngine.objects(FIRST)).dyingAt(write, isApplied));
    }

    private static VolumeJournal journal(RadosObjects objects) {
        return new VolumeJournal(objects, "default");
    }
}
