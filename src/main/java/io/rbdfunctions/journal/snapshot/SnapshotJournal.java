package io.rbdfunctions.journal.snapshot;

import io.rbdfunctions.journal.DirectoryEntry;
import io.rbdfunctions.journal.JournalException;
import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeEntry;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.csi.VolumeUuid;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The journal that ceph-csi keeps about its snapshots: as that of volumes, with {@code csi.snaps.<instance>} and
 * {@code csi.snap.<uuid>}. All methods are idempotent, and throw {@link RbdException} and {@link JournalException}.
 */
@Singleton
public final class SnapshotJournal {
    private final VolumeJournal journal;

    /** @param volumes the journal beside this one */
    public SnapshotJournal(VolumeJournal volumes) {
        this.journal = volumes.ofSnapshots();
    }

    /**
     * Reserves the name before anything is created. If the directory has another uuid under the name, as after an attempt of
     * ceph-csi, the answer has that one; and the source may be another than that of the entry.
     */
    public JournaledVolume reserve(Session session, JournalLocation location, VolumeEntry entry) {
        return journal.reserve(session, location, entry);
    }

    /** What a reservation would answer, without changing anything. */
    public JournaledVolume foresee(Session session, JournalLocation location, VolumeEntry entry) {
        return journal.foresee(session, location, entry);
    }

    /** Finds a snapshot by its name, such as {@code snapshot-<uid of the VolumeSnapshot>}. */
    public Optional<JournaledVolume> find(Session session, JournalLocation location, ObjectName requestName) {
        return journal.find(session, location, requestName);
    }

    /** Reads the object of a snapshot in the image pool of the location; empty if there is none, or if it lacks the name. */
    public Optional<JournaledVolume> read(Session session, JournalLocation location, VolumeUuid uuid) {
        return journal.read(session, location, uuid);
    }

    /** Records the id of the image when the snapshot is complete. Returns false if another client has deleted the snapshot. */
    public boolean recordImageId(Session session, JournaledVolume snapshot, ImageId imageId) {
        return journal.recordImageId(session, snapshot, imageId);
    }

    /** Removes a snapshot when its image is gone. Succeeds if the journal does not have it. */
    public void remove(Session session, JournalLocation location, ObjectName requestName, VolumeUuid uuid) {
        journal.remove(session, location, requestName, uuid);
    }

    /** Lists the directory, as that of volumes. */
    public DirectoryEntry.Page list(Session session, JournalLocation location, String after, int limit) {
        return journal.list(session, location, after, limit);
    }

    /** Lists the objects of snapshots in the image pool, as those of volumes. */
    public VolumeJournal.VolumeObjects listObjects(Session session, JournalLocation location, int position) {
        return journal.listObjects(session, location, position);
    }
}
