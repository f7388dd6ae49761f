package io.rbdfunctions.operation.snapshot.inspect;

import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.operation.inspect.Inspector;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.snapshot.call.SnapshotLocator;
import io.rbdfunctions.rbd.ImageStore;
import java.util.List;

/** Creates the operations that read snapshots, for tests of other packages. */
public final class TestSnapshotInspection {
    private TestSnapshotInspection() {}

    public static List<VolumeOperation<?, ?>> operations(
            SnapshotLocator locator, VolumeJournal journal, ImageStore store, Inspector inspector) {
        SnapshotFactsReader facts = new SnapshotFactsReader(journal);
        return List.of(
                new SnapshotInspector(locator, facts, inspector),
                new SnapshotLister(locator, new SnapshotJournal(journal), facts, store));
    }
}
