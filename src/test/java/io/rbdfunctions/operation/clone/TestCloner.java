package io.rbdfunctions.operation.clone;

import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.snapshot.TestSnapshots;
import io.rbdfunctions.operation.snapshot.limit.SnapshotLimit;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.ManagerTasks;

/** Creates the cloner for tests of other packages. */
public final class TestCloner {
    private static final CloneConfig LIMITS = new CloneConfig() {
        @Override
        public int maxDepth() {
            return 8;
        }

        @Override
        public int flattenAbove() {
            return 4;
        }
    };

    private TestCloner() {}

    public static VolumeCloner of(VolumeJournal journal, ImageStore store, ManagerTasks tasks) {
        return new VolumeCloner(
                new CloneSources(journal, new SnapshotJournal(journal), store),
                new CloneDepth(tasks, store, LIMITS),
                new SnapshotLimit(tasks, TestSnapshots.LIMITS),
                store);
    }
}
