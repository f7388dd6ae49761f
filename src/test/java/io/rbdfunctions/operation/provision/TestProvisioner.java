package io.rbdfunctions.operation.provision;

import io.rbdfunctions.operation.attributes.AttributesClasses;
import io.rbdfunctions.operation.clone.TestCloner;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.csi.InterruptedRollback;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.placement.PoolPlacer;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.ManagerTasks;
import java.util.Optional;

/** Creates the operation as the application does, for the tests of other packages. */
public final class TestProvisioner {
    private TestProvisioner() {}

    public static Provisioner of(
            StorageClassResolver resolver,
            AttributesClasses attributesClasses,
            PoolSessions sessions,
            DynamicVolumes dynamicVolumes,
            ImageLocks locks,
            ImageStore store,
            ManagerTasks tasks,
            ProvisionerConfig config,
            ImageAdopter adopter,
            PoolPlacer placer) {
        return new Provisioner(
                new VolumePlanner(resolver, sessions, placer),
                attributesClasses,
                sessions,
                dynamicVolumes,
                locks,
                new ImageCreation(
                        store,
                        TestCloner.of(dynamicVolumes.journal(), store, tasks),
                        new InterruptedRollback(dynamicVolumes.journal(), dynamicVolumes.objects())),
                config,
                () -> Optional.of("prod"),
                adopter);
    }
}
