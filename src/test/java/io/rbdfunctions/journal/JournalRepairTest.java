package io.rbdfunctions.journal;

import static io.rbdfunctions.journal.JournalHarness.DIRECTORY;
import static io.rbdfunctions.journal.JournalHarness.EMPTY;
import static io.rbdfunctions.journal.JournalHarness.ENTRY;
import static io.rbdfunctions.journal.JournalHarness.KEY;
import static io.rbdfunctions.journal.JournalHarness.OBJECT;
import static io.rbdfunctions.journal.JournalHarness.OTHER_UUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.journal.CountingObjects.DeathException;
import io.rbdfunctions.journal.JournalDecision.Complete;
import io.rbdfunctions.journal.JournalDecision.ImageMissing;
import io.rbdfunctions.journal.JournalDecision.Incomplete;
import io.rbdfunctions.journal.JournalDecision.Unrepairable;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.WithCeph;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.ImageId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupted and concurrent repairs. {@code RepairTest} has each state of a journal. */
@SecondLane
@WithCeph
class JournalRepairTest {
    private static final Librbd FIRST = TestEngine.librbd();
    private static final Librbd SECOND = TestEngine.librbd();
    private static final Executor TASKS = task -> Thread.ofVirtual().start(task);
    private static final int REPAIRS = 200;

    private final JournalHarness harness;
    private final String image;
    private final DescribedVolume volume;
    private Map<String, Map<String, String>> complete = Map.of();

    JournalRepairTest(CephCluster ceph) {
        this.harness = new JournalHarness(ceph);
        this.image = harness.pool + "/" + ENTRY.image();
        JournaledVolume journaled = harness.reserve();
        this.volume = new DescribedVolume(
                ENTRY.requestName(), journaled.handle(new ClusterId("c1")), ENTRY.image(), ENTRY.owner(), false);
        ceph.rbd("create", "--size", "8M", image).orFail();
        harness.journal.recordImageId(harness.session, journaled, id());
    }

    @BeforeEach
    void loseTheJournal() {
        complete = harness.outside.all("csi.");
        harness.outside.remove(OBJECT);
        harness.outside.remove(DIRECTORY);
    }

    @AfterAll
    static void close() {
        FIRST.close();
        SECOND.close();
        JournalHarness.close();
    }

    @Test
    void aRepairTakesFewRoundTrips() {
        CountingObjects objects = new CountingObjects(TestEngine.objects(FIRST));

        assertThat(repair(objects)).isInstanceOf(Incomplete.class);
        assertThat(objects.roundTrips())
                .as("object, image, directory; two writes; image")
                .isEqualTo(6);

        assertThat(repair(objects)).isInstanceOf(Complete.class);
        assertThat(objects.roundTrips()).as("object, image, directory").isEqualTo(3);
        assertThat(harness.outside.all("csi.")).isEqualTo(complete);
    }

    @ParameterizedTest(name = "write {0}, applied: {1}")
    @CsvSource({"1, false", "1, true", "2, false", "2, true"})
    void anInterruptedRepairIsCompletedByTheNext(int write, boolean isApplied) {
        CountingObjects doomed = new CountingObjects(TestEngine.objects(FIRST)).dyingAt(write, isApplied);
        assertThatThrownBy(() -> repair(doomed)).isInstanceOf(DeathException.class);

        repair(TestEngine.objects(FIRST));

        assertThat(harness.outside.all("csi.")).isEqualTo(complete);
    }

    @Test
    void concurrentRepairsEndWithOneJournal() {
        List<RadosObjects> replicas = List.of(TestEngine.objects(FIRST), TestEngine.objects(SECOND));

        List<CompletableFuture<JournalDecision>> running = IntStream.range(0, REPAIRS)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> repair(replicas.get(number % 2)), TASKS))
                .toList();

        assertThat(running)
                .extracting(CompletableFuture::join)
                .allMatch(found -> found instanceof Incomplete || found instanceof Complete)
                .anyMatch(Incomplete.class::isInstance);
        assertThat(harness.outside.all("csi.")).isEqualTo(complete);
    }

    /** Both ceph-csi and this provisioner delete the image before the journal. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void nothingIsLeftOfAVolumeThatIsDeletedMeanwhile(int write) {
        CountingObjects objects = new CountingObjects(TestEngine.objects(FIRST))
                .interruptedAt(
                        write,
                        () -> harness.ceph.rbd("rm", "--no-progress", image).orFail());

        assertThat(repair(objects)).isEqualTo(new ImageMissing(ENTRY.image(), false));
        assertThat(harness.outside.all("csi.")).isEqualTo(EMPTY);
    }

    @Test
    void theJournalOfAnImageThatIsRenamedMeanwhileIsKept() {
        CountingObjects objects = new CountingObjects(TestEngine.objects(FIRST))
                .interruptedAt(
                        1,
                        () -> harness.ceph
                                .rbd("rename", image, harness.pool + "/renamed")
                                .orFail());

        assertThat(repair(objects)).isInstanceOf(Incomplete.class);
        assertThat(harness.outside.all("csi.")).isEqualTo(complete);
    }

    /** As by a client that does not look before it writes. */
    @Test
    void whatAnotherClientWritesMeanwhileIsKept() {
        CountingObjects objects = new CountingObjects(TestEngine.objects(FIRST))
                .interruptedAt(2, () -> harness.outside.set(DIRECTORY, KEY, OTHER_UUID));

        assertThat(repair(objects)).isInstanceOf(Unrepairable.class);
        assertThat(harness.outside.of(DIRECTORY)).containsOnly(Map.entry(KEY, OTHER_UUID));
    }

    private JournalDecision repair(RadosObjects objects) {
        return new VolumeJournal(objects, "default").repair(harness.session, harness.location, volume);
    }

    private ImageId id() {
        return new ImageId(harness.ceph
                .rbd("info", "--format", "json", image)
                .orFail()
                .stdout()
                .replaceFirst("(?s).*\"id\":\"([0-9a-f]+)\".*", "$1"));
    }
}
