package io.rbdfunctions.operation.delete;

import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.csi.InterruptedRollback;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.ManagerTasks;
import java.time.InstantSource;

/** Creates the operation as the application does, for the tests of other packages. */
public final class TestDeleter {
    private TestDeleter() {}

    public static Deleter of(
            PoolSessions sessions,
            DynamicVolumes dynamicVolumes,
            ImageLocks locks,
            ImageStore store,
            ManagerTasks tasks,
            DeletionConfig config,
            InstantSource clock) {
        var manager = new ManagerRemoval(tasks, config);
        var removal = new ImageRemoval(store, clock);
        var dynamic = new DynamicVolumeRemoval(
                dynamicVolumes.journal(),
                dynamicVolumes.objects(),
                store,
                removal,
                manager,
                replacement(dynamicVolumes, store, tasks, config, clock),
                config,
                clock);
        var permanent = new PermanentDeletion(removal, manager, config);
        var rollback = new InterruptedRollback(dynamicVolumes.journal(), dynamicVolumes.objects());
        return new Deleter(sessions, dynamicVolumes, dynamic, removal, permanent, rollback, locks);
    }

    public static ReplacementRemoval replacement(
            DynamicVolumes volumes, ImageStore store, ManagerTasks tasks, DeletionConfig config, InstantSource clock) {
        return new ReplacementRemoval(volumes.objects(), store, new ManagerRemoval(tasks, config), config, clock);
    }
}
