package io.rbdfunctions.journal;

import static io.rbdfunctions.journal.JournalHarness.DIRECTORY;
import static io.rbdfunctions.journal.JournalHarness.EMPTY;
import static io.rbdfunctions.journal.JournalHarness.ENTRY;
import static io.rbdfunctions.journal.JournalHarness.KEY;
import static io.rbdfunctions.journal.JournalHarness.NAME;
import static io.rbdfunctions.journal.JournalHarness.OBJECT;
import static io.rbdfunctions.journal.JournalHarness.OTHER_OBJECT;
import static io.rbdfunctions.journal.JournalHarness.OTHER_UUID;
import static io.rbdfunctions.journal.JournalHarness.UUID;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.ceph.WithCeph;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The journal that a real ceph-csi has written, and states in which it leaves a journal. */
@SecondLane
@WithCeph
class JournalOfCephCsiTest {
    /** The volume {@code blk} of the recordings; the other one is that of {@link JournalHarness}. */
    private static final VolumeEntry BLOCK =
            JournalHarness.entry("pvc-e6d2f01e-c15e-4887-b447-0233384e7d89", OTHER_UUID);

    private final CephCluster ceph;
    private final JournalHarness harness;
    private final Omaps outside;

    JournalOfCephCsiTest(CephCluster ceph) {
        this.ceph = ceph;
        this.harness = new JournalHarness(ceph);
        this.outside = harness.outside;
    }

    @AfterAll
    static void close() {
        JournalHarness.close();
    }

    @Test
    void twoVolumesAreJournaledAsRecorded() {
        RecordedJournal recorded = RecordedJournal.read("01-two-claims");

        provision(ENTRY, recorded);
        provision(BLOCK, recorded);

        assertThat(outside.all("csi.")).isEqualTo(recorded.objects()).hasSize(3);
    }

    @Test
    void theJournalDoesNotChangeWhenVolumesGrow() {
        RecordedJournal recorded = RecordedJournal.read("02-grown");
        provision(ENTRY, recorded);
        provision(BLOCK, recorded);

        harness.reserve();

        assertThat(outside.all("csi.")).isEqualTo(recorded.objects());
    }

    @Test
    void nothingIsLeftOfRecordedVolumes() {
        RecordedJournal.read("01-two-claims").load(outside);

        remove(VolumeHandle.parse("0001-0002-c1-0000000000000001-" + UUID));
        remove(VolumeHandle.parse("0001-0002-c1-0000000000000001-" + OTHER_UUID));

        assertThat(outside.all("csi."))
                .isEqualTo(RecordedJournal.read("09-all-deleted").objects())
                .isEqualTo(EMPTY);
    }

    @Test
    void aRecordedVolumeIsNotReservedAnew() {
        RecordedJournal recorded = RecordedJournal.read("01-two-claims");
        recorded.load(outside);
        VolumeEntry sameName = JournalHarness.entry(NAME, "96c629c9-2934-458f-99f3-227e8188676e");

        JournaledVolume volume = harness.journal.reserve(harness.session, harness.location, sameName);

        assertThat(volume.uuid()).isEqualTo(ENTRY.uuid());
        assertThat(volume.image()).isEqualTo(ENTRY.image());
        assertThat(volume.imageId()).isEqualTo(new ImageId("14d49280119"));
        assertThat(outside.all("csi.")).isEqualTo(recorded.objects());
    }

    /** Only the object tells the prefix of the class at that time. */
    @Test
    void theImageOfAReservationOfCephCsiIsKept() {
        outside.set(DIRECTORY, KEY, OTHER_UUID);
        outside.set(OTHER_OBJECT, "csi.volname", NAME);
        outside.set(OTHER_OBJECT, "csi.imagename", "fast-" + OTHER_UUID);

        assertThat(harness.reserve().image()).hasToString("fast-" + OTHER_UUID);
        assertThat(outside.objects("csi.")).containsExactly(OTHER_OBJECT, DIRECTORY);
    }

    /** Ceph-csi itself would refuse it for ever. */
    @Test
    void aReservationThatCephCsiHasBegunIsCompleted() {
        outside.create(OTHER_OBJECT);
        outside.set(DIRECTORY, KEY, OTHER_UUID);

        assertThat(harness.reserve().image()).hasToString("csi-vol-" + OTHER_UUID);

        assertThat(outside.all("csi."))
                .isEqualTo(Map.of(OTHER_OBJECT, JournalHarness.keys(OTHER_UUID), DIRECTORY, Map.of(KEY, OTHER_UUID)));
    }

    @Test
    void aReservationOfCephCsiReplacesAnInterruptedOne() {
        JournalHarness.KEYS.forEach((key, value) -> outside.set(OBJECT, key, value));
        outside.set(DIRECTORY, KEY, OTHER_UUID);
        outside.set(OTHER_OBJECT, "csi.volname", NAME);

        assertThat(harness.reserve().uuid()).hasToString(OTHER_UUID);
        assertThat(outside.objects("csi.")).containsExactly(OTHER_OBJECT, DIRECTORY);
    }

    /** The node plugin leaves such an object if there was none when it mounted the volume. */
    @Test
    void anObjectWithoutANameIsRemoved() {
        outside.set(OBJECT, "csi.imageid", "14d49280119");
        outside.set(DIRECTORY, KEY, UUID);

        assertThat(harness.journal.read(harness.session, harness.location, ENTRY.uuid()))
                .isEmpty();
        harness.remove();

        assertThat(outside.all("csi.")).isEqualTo(EMPTY);
    }

    /** With another journal pool, ceph-csi creates an empty object beside the image, and writes the keys to a second one. */
    @Test
    void objectsInTwoPoolsAreOneVolume() {
        String journalPool = ceph.freshPool();
        JournalLocation split =
                new JournalLocation(harness.location.imagePool(), new PoolName(journalPool), RadosNamespace.DEFAULT);
        String imagePoolId = harness.reserve().poolId().hex();
        harness.remove();
        outside.create(OBJECT);
        Omaps directory = Omaps.of(ceph, journalPool);
        directory.set(DIRECTORY, KEY, imagePoolId + "/" + UUID);
        JournalHarness.KEYS.forEach((key, value) -> directory.set(OBJECT, key, value));

        assertThat(harness.journal.read(harness.session, split, ENTRY.uuid()))
                .isEqualTo(harness.journal.find(harness.session, split, ENTRY.requestName()))
                .hasValueSatisfying(volume -> assertThat(volume.image()).isEqualTo(ENTRY.image()));
        harness.remove(split);

        assertThat(outside.all("csi.")).isEqualTo(EMPTY);
        assertThat(directory.all("csi.")).isEqualTo(EMPTY);
    }

    @Test
    void encryptedVolumesAndMembersOfGroupsAreToldApart() {
        RecordedJournal.read("01-two-claims").load(outside);
        outside.set(OBJECT, "csi.volume.encryptKMS", "vault");
        outside.set(OTHER_OBJECT, "csi.groupid", "0001-0002-c1-0000000000000001-" + UUID);

        assertThat(read(UUID)).matches(JournaledVolume::isEncrypted).matches(volume -> !volume.isGrouped());
        assertThat(read(OTHER_UUID)).matches(JournaledVolume::isGrouped).matches(volume -> !volume.isEncrypted());
    }

    private void provision(VolumeEntry entry, RecordedJournal recorded) {
        JournaledVolume volume = harness.journal.reserve(harness.session, harness.location, entry);
        Map<String, String> keys = requireNonNull(recorded.objects().get("csi.volume." + entry.uuid()));
        String imageId = requireNonNull(keys.get("csi.imageid"));
        harness.journal.recordImageId(harness.session, volume, new ImageId(imageId));
    }

    private void remove(VolumeHandle handle) {
        JournaledVolume volume = read(handle.uuid().value());
        harness.journal.remove(harness.session, volume.location(), volume.requestName(), volume.uuid());
    }

    private JournaledVolume read(String uuid) {
        return harness.journal
                .read(harness.session, harness.location, new VolumeUuid(uuid))
                .orElseThrow();
    }
}
