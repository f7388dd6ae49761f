package io.rbdfunctions.operation.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.operation.OperationConfig;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;

/** Brings a volume to where it should be: reads it, decides, carries out. */
@Singleton
final class VolumeReconciler {
    private final Volumes volumes;
    private final VolumeDeletion deletion;
    private final String ours;

    VolumeReconciler(Volumes volumes, VolumeDeletion deletion, OperationConfig config) {
        this.volumes = volumes;
        this.deletion = deletion;
        this.ours = config.provisioner();
    }

    Reconciled reconcile(ObjectName name) {
        return Attempts.of(() ->
                volumes.find(name).map(this::reconcile).orElseGet(() -> new Reconciled.Nothing("the volume is gone")));
    }

    private Reconciled reconcile(PersistentVolume volume) {
        return switch (VolumeDecision.of(volume, ours)) {
            case VolumeAction.Nothing nothing -> new Reconciled.Nothing(nothing.why());
            case VolumeAction.DeleteImage _ -> deletion.deleteImage(volume);
            case VolumeAction.LetGo letGo -> deletion.letGo(volume, letGo.why());
        };
    }
}
