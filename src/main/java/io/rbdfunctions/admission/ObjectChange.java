package io.rbdfunctions.admission;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClass;

/** A change that the API server asks about. */
public sealed interface ObjectChange {
    record ClassCreated(StorageClass storageClass) implements ObjectChange {}

    record ClassDeleted(StorageClass storageClass) implements ObjectChange {}

    record AttributesClassCreated(VolumeAttributesClass attributesClass) implements ObjectChange {}

    /** Created or changed: unlike other classes, it can be changed. */
    record SnapshotClassWritten(GenericKubernetesResource snapshotClass) implements ObjectChange {}

    record ClaimCreated(PersistentVolumeClaim claim, UserInfo user) implements ObjectChange {}

    record ClaimUpdated(PersistentVolumeClaim before, PersistentVolumeClaim after, UserInfo user)
            implements ObjectChange {}

    record VolumeDeleted(PersistentVolume volume) implements ObjectChange {}

    /** Any other change: always allowed. */
    record Other() implements ObjectChange {}
}
