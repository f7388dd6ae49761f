package io.rbdfunctions.operation.repair;

import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.storageclass.VolumeCredentials;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RadosObjects;

/** Wires the repairer, for the tests of other packages. */
public final class TestRepairer {
    private TestRepairer() {}

    public static Repairer of(
            PersistentVolumes volumes,
            VolumeCredentials credentials,
            PoolSessions sessions,
            VolumeJournal journal,
            ImageLocks locks,
            ImageStore store) {
        return new Repairer(volumes, sessions, new JournalInspection(journal, credentials, sessions), locks, store);
    }

    public static VolumeCheck check(JournalContents contents, ImageStore store) {
        return new VolumeCheck(contents.inspection(), store);
    }

    public static JournalContents contents(PoolSessions sessions, RadosObjects objects, VolumeCredentials credentials) {
        VolumeJournal journal = new VolumeJournal(objects, "default");
        return new JournalContents(sessions, journal, objects, new JournalInspection(journal, credentials, sessions));
    }
}
