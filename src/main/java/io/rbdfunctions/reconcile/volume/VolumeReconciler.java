package io.rbdfunctions.reconcile.volume;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.reconcile.result.ConflictRetry;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;

/** Brings a volume to where it should be: reads it, decides, carries out. */
@Singleton
public final class VolumeReconciler {
    private final PersistentVolumes persistentVolumes;
    private final VolumeDeletion deletion;
    private final String ours;

    VolumeReconciler(PersistentVolumes persistentVolumes, VolumeDeletion deletion, OperationConfig config) {
        this.persistentVolumes = persistentVolumes;
        this.deletion = deletion;
        this.ours = config.provisioner();
    }

    public Reconciled reconcile(ObjectName name) {
        return ConflictRetry.of(() -> persistentVolumes
                .find(name)
                .map(this::reconcile)
                .orElseGet(() -> new Reconciled.Nothing("the volume is gone")));
    }

    private Reconciled reconcile(PersistentVolume volume) {
        return switch (VolumeDecision.of(volume, ours)) {
            case VolumeAction.Nothing nothing -> new Reconciled.Nothing(nothing.why());
            case VolumeAction.DeleteImage _ -> deletion.deleteImage(volume);
            case VolumeAction.LetGo letGo -> deletion.letGo(volume, letGo.why());
        };
    }
}
