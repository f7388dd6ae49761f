package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.journal.snapshot.SnapshotJournal;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshots;
import io.rbdfunctions.operation.clone.TestCloner;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.csi.InterruptedRollback;
import io.rbdfunctions.operation.delete.DeletionConfig;
import io.rbdfunctions.operation.delete.TestDeleter;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.image.PoolTags;
import io.rbdfunctions.operation.snapshot.call.SnapshotLocator;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.ManagerTasks;
import java.time.Clock;
import java.time.Duration;

/** Creates the operation as the application does, for the tests of other packages. */
public final class TestRollback {
    /** If the class has no retention. */
    static final Duration RETENTION = Duration.ofHours(1);

    private TestRollback() {}

    public static VolumeRollback of(
            PoolSessions sessions,
            DynamicVolumes volumes,
            ImageLocks locks,
            ImageStore store,
            ManagerTasks tasks,
            DeletionConfig deletion,
            TestApi api) {
        var interrupted = new InterruptedRollback(volumes.journal(), volumes.objects());
        var exchange = new ImageExchange(store, volumes.journal(), interrupted, Clock.systemUTC());
        var removal = TestDeleter.replacement(volumes, store, tasks, deletion, Clock.systemUTC());
        var attachments = new AttachmentCheck(api.volumes(), api.attachments());
        return new VolumeRollback(
                sessions,
                volumes,
                new SnapshotLocator(sessions, volumes, new SnapshotJournal(volumes.journal())),
                new VolumeSnapshotHandles(api.volumes(), new VolumeSnapshots(api.client()), api.contents()),
                new SnapshotRollback(
                        new SnapshotCheck(volumes.journal(), new SnapshotJournal(volumes.journal())),
                        new ReplacementClone(TestCloner.of(volumes.journal(), store, tasks), removal),
                        exchange,
                        attachments),
                new TrashRollback(exchange, removal, new PoolTags(volumes.objects()), attachments),
                locks,
                () -> RETENTION);
    }
}
