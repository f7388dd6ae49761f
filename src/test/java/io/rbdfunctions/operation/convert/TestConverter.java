package io.rbdfunctions.operation.convert;

import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageLocks;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.rbd.ImageStore;

/** Creates the operation as the application does, for the tests of other packages. */
public final class TestConverter {
    private TestConverter() {}

    public static Converter of(
            StorageClassResolver resolver,
            PersistentVolumes persistentVolumes,
            PoolSessions sessions,
            DynamicVolumes dynamicVolumes,
            ImageLocks locks,
            ImageStore store,
            ProvisionerConfig config) {
        var conversion = new DynamicConversion(sessions, dynamicVolumes, locks, store);
        return new Converter(resolver, persistentVolumes, conversion, config);
    }
}
