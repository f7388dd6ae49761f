package io.rbdfunctions.operation.delete;

import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.rbd.ImageStore;
import java.time.InstantSource;

/** Creates the operation as the application does, for the tests of other packages. */
public final class TestDeleter {
    private TestDeleter() {}

    public static Deleter of(
            PoolSessions sessions,
            DynamicVolumes dynamicVolumes,
            ImageLocks locks,
            ImageStore store,
            DeletionConfig config,
            InstantSource clock) {
        var removal = new DynamicVolumeRemoval(dynamicVolumes.journal(), dynamicVolumes.objects(), store);
        return new Deleter(sessions, dynamicVolumes, removal, locks, store, config, clock);
    }
}
