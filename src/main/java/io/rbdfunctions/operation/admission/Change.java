package io.rbdfunctions.operation.admission;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;

/** A change that is to be made to the cluster. */
public sealed interface Change {
    record ClassCreated(StorageClass storageClass) implements Change {}

    record ClassDeleted(StorageClass storageClass) implements Change {}

    record ClaimCreated(PersistentVolumeClaim claim) implements Change {}

    record ClaimUpdated(PersistentVolumeClaim before, PersistentVolumeClaim after) implements Change {}

    record VolumeDeleted(PersistentVolume volume) implements Change {}

    /** Anything else: of no concern to us. */
    record Other() implements Change {}
}
