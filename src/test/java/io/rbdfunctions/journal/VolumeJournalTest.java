package io.rbdfunctions.journal;

import static io.rbdfunctions.journal.JournalHarness.COMPLETE;
import static io.rbdfunctions.journal.JournalHarness.DIRECTORY;
import static io.rbdfunctions.journal.JournalHarness.EMPTY;
import static io.rbdfunctions.journal.JournalHarness.ENTRY;
import static io.rbdfunctions.journal.JournalHarness.KEY;
import static io.rbdfunctions.journal.JournalHarness.KEYS;
import static io.rbdfunctions.journal.JournalHarness.OBJECT;
import static io.rbdfunctions.journal.JournalHarness.UUID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rbdfunctions.journal.VolumeJournal.VolumeObjects;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestSessions;
import io.rbdfunctions.support.SecondLane;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.ceph.WithCeph;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Compares the journal with what the {@code rados} command sees. */
@SecondLane
@WithCeph
class VolumeJournalTest {
    private final CephCluster ceph;
    private final JournalHarness harness;
    private final VolumeJournal journal;
    private final Session session;
    private final JournalLocation location;
    private final Omaps outside;

    VolumeJournalTest(CephCluster ceph) {
        this.ceph = ceph;
        this.harness = new JournalHarness(ceph);
        this.journal = harness.journal;
        this.session = harness.session;
        this.location = harness.location;
        this.outside = harness.outside;
    }

    @AfterAll
    static void close() {
        JournalHarness.close();
    }

    @Test
    void aReservationWritesTheObjectAndTheDirectory() {
        JournaledVolume volume = harness.reserve();

        assertThat(outside.all("csi.")).isEqualTo(COMPLETE);
        assertThat(volume.image()).isEqualTo(ENTRY.image());
        assertThat(volume.imageId()).isNull();
        assertThat(volume.handle(new ClusterId("c1")))
                .hasToString("0001-0002-c1-%016x-%s".formatted(volume.poolId().value(), UUID));
    }

    @Test
    void aRepeatedReservationChangesNothing() {
        JournaledVolume first = harness.reserve();
        journal.recordImageId(session, first, new ImageId("14d49280119"));
        Map<String, Map<String, String>> before = outside.all("csi.");

        JournaledVolume again = harness.reserve();

        assertThat(again.imageId()).isEqualTo(new ImageId("14d49280119"));
        assertThat(outside.all("csi.")).isEqualTo(before);
        assertThat(before.get(OBJECT))
                .containsEntry("csi.imageid", "14d49280119")
                .hasSize(4);
    }

    @Test
    void anImageIdIsNotRecordedWithoutTheVolume() {
        JournaledVolume volume = harness.reserve();
        harness.remove();

        assertThat(journal.recordImageId(session, volume, new ImageId("14d49280119")))
                .isFalse();
        assertThat(outside.all("csi.")).isEqualTo(EMPTY);
    }

    @Test
    void aRemovalLeavesAnEmptyDirectory() {
        harness.reserve();

        harness.remove();
        harness.remove();

        assertThat(outside.all("csi.")).isEqualTo(EMPTY);
    }

    @Test
    void aRemovalCreatesNoDirectory() {
        harness.remove();

        assertThat(outside.objects("csi.")).isEmpty();
    }

    @Test
    void aRemovalKeepsTheDirectoryKeyOfAnotherVolume() {
        outside.set(DIRECTORY, KEY, JournalHarness.OTHER_UUID);

        harness.remove();

        assertThat(outside.of(DIRECTORY)).containsOnly(Map.entry(KEY, JournalHarness.OTHER_UUID));
    }

    @Test
    void findsAVolumeByItsNameAndByItsUuid() {
        assertThat(journal.find(session, location, ENTRY.requestName())).isEmpty();
        assertThat(journal.read(session, location, ENTRY.uuid())).isEmpty();

        JournaledVolume volume = harness.reserve();

        assertThat(journal.find(session, location, ENTRY.requestName())).contains(volume);
        assertThat(journal.read(session, location, ENTRY.uuid())).contains(volume);
    }

    @Test
    void anObjectOfAnotherVolumeIsRefused() {
        outside.set(OBJECT, "csi.volname", "pvc-other");
        String message = "the journal object %s/%s belongs to the volume \"pvc-other\", not to %s"
                .formatted(harness.pool, OBJECT, ENTRY.requestName());

        assertThatThrownBy(harness::reserve)
                .isInstanceOf(JournalException.class)
                .hasMessage(message);
        assertThatThrownBy(harness::remove).isInstanceOf(JournalException.class).hasMessage(message);
        assertThat(outside.all("csi.")).isEqualTo(Map.of(OBJECT, Map.of("csi.volname", "pvc-other")));
    }

    @Test
    void anInvalidEntryIsRefused() {
        outside.set(DIRECTORY, KEY, "../" + UUID);
        outside.set(OBJECT, "csi.volname", "pvc-1");
        outside.set(OBJECT, "csi.imagename", "a@b");

        assertThatThrownBy(harness::reserve)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("maps the volume %s to \"../%s\", which is no volume", ENTRY.requestName(), UUID);
        assertThat(journal.find(session, location, ENTRY.requestName())).isEmpty();
        assertThatThrownBy(() -> journal.read(session, location, ENTRY.uuid()))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith(
                        "the journal object %s/%s has an invalid image name \"a@b\"", harness.pool, OBJECT);
    }

    @Test
    void aNamespaceHasItsOwnJournal() {
        JournalLocation namespace = inNamespace(location.imagePool());
        Omaps tenant = new Omaps(ceph, harness.pool, "tenant");

        JournaledVolume volume = harness.reserve(namespace);

        assertThat(tenant.all("csi.")).isEqualTo(COMPLETE);
        assertThat(outside.objects("csi.")).isEmpty();
        assertThat(journal.find(session, namespace, ENTRY.requestName())).contains(volume);

        harness.remove(namespace);
        assertThat(tenant.all("csi.")).isEqualTo(EMPTY);
    }

    @Test
    void theDirectoryCanBeInAnotherPool() {
        String journalPool = ceph.freshPool();
        JournalLocation split =
                new JournalLocation(location.imagePool(), new PoolName(journalPool), RadosNamespace.DEFAULT);
        Omaps directory = Omaps.of(ceph, journalPool);

        JournaledVolume volume = harness.reserve(split);

        assertThat(directory.all("csi."))
                .isEqualTo(Map.of(DIRECTORY, Map.of(KEY, volume.poolId().hex() + "/" + UUID)));
        assertThat(outside.objects("csi.")).containsExactly(OBJECT);
        assertThat(outside.of(OBJECT))
                .containsAllEntriesOf(KEYS)
                .containsKey("csi.journalpool")
                .hasSize(4);
        assertThat(journal.find(session, split, ENTRY.requestName())).contains(volume);
        assertThat(journal.read(session, location, ENTRY.uuid())).contains(volume);
        assertThat(harness.reserve(split)).isEqualTo(volume);

        harness.remove(split);
        assertThat(outside.objects("csi.")).isEmpty();
        assertThat(directory.all("csi.")).isEqualTo(EMPTY);
    }

    @Test
    void aVolumeInAnotherPoolIsRefused() {
        String otherPool = ceph.freshPool();
        PoolName journalPool = location.journalPool();
        harness.reserve();

        assertThatThrownBy(() -> harness.reserve(
                        new JournalLocation(new PoolName(otherPool), journalPool, RadosNamespace.DEFAULT)))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith(
                        "the journal object %s/%s maps the volume %s to \"%s\", an image in the pool with the id ",
                        harness.pool, DIRECTORY, ENTRY.requestName(), UUID)
                .hasMessageEndingWith(" instead of " + otherPool);
        assertThat(outside.all("csi.")).isEqualTo(COMPLETE);
    }

    @Test
    void theDirectoryIsListedPageByPage() {
        IntStream.range(0, 5).forEach(number -> outside.set(DIRECTORY, "csi.volume.pvc-" + number, UUID));

        DirectoryEntry.Page first = journal.list(session, location, "", 3);
        DirectoryEntry.Page second = journal.list(session, location, "pvc-2", 3);

        assertThat(first.entries()).extracting(DirectoryEntry::requestName).containsExactly("pvc-0", "pvc-1", "pvc-2");
        assertThat(first.hasMore()).isTrue();
        assertThat(second.entries())
                .containsExactly(new DirectoryEntry("pvc-3", UUID), new DirectoryEntry("pvc-4", UUID));
        assertThat(second.hasMore()).isFalse();
        assertThat(journal.list(session, inNamespace(location.imagePool()), "", 3)
                        .entries())
                .isEmpty();
    }

    @Test
    void objectsAreListedWithoutADirectory() {
        outside.create(OBJECT);
        outside.create("csi.volume.group." + UUID);
        outside.create("csi.snap." + UUID);

        VolumeObjects found = journal.listObjects(session, location, 0);

        assertThat(found.uuids()).containsExactly(new VolumeUuid(UUID));
        assertThat(found.next()).isEmpty();
    }

    /** As the documentation gives them to the user of images. */
    @Test
    void theCapabilitiesForImagesSuffice() {
        String osd = "profile rbd pool=%s namespace=tenant".formatted(harness.pool);
        String user = harness.pool + "-user";
        String key = ceph.makeUser(user, List.of("mon", "profile rbd", "osd", osd));
        Session restricted = TestSessions.as(ceph, user, key);
        JournalLocation namespace = inNamespace(location.imagePool());

        JournaledVolume volume = journal.reserve(restricted, namespace, ENTRY);
        journal.recordImageId(restricted, volume, new ImageId("14d49280119"));

        assertThat(journal.list(restricted, namespace, "", 10).entries()).hasSize(1);
        assertThat(journal.listObjects(restricted, namespace, 0).uuids()).hasSize(1);
        assertThatThrownBy(() -> journal.reserve(restricted, location, ENTRY))
                .isInstanceOfSatisfying(
                        RbdException.class,
                        failure -> assertThat(failure.error()).isEqualTo(RbdError.DENIED));
        journal.remove(restricted, namespace, ENTRY.requestName(), ENTRY.uuid());
        assertThat(new Omaps(ceph, harness.pool, "tenant").all("csi.")).isEqualTo(EMPTY);
    }

    /** From there, ceph-csi takes the uuid when it deletes a volume. */
    @Test
    void theNameOfAnImageMustEndWithTheUuid() {
        ImageName image = new ImageName("csi-vol-" + JournalHarness.OTHER_UUID);

        assertThatThrownBy(() -> new VolumeEntry(ENTRY.requestName(), ENTRY.uuid(), image, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JournalLocation inNamespace(PoolName pool) {
        return new JournalLocation(pool, pool, new RadosNamespace("tenant"));
    }
}
