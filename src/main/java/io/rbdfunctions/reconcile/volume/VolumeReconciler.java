package io.rbdfunctions.reconcile.volume;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.result.ConflictRetry;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;

/** Reconciles a volume: reads it, decides what it needs and does it. */
@Singleton
public final class VolumeReconciler {
    private final PersistentVolumes volumes;
    private final VolumeDeletion deletion;
    private final String provisionerName;

    VolumeReconciler(PersistentVolumes volumes, VolumeDeletion deletion, ProvisionerConfig config) {
        this.volumes = volumes;
        this.deletion = deletion;
        this.provisionerName = config.provisioner();
    }

    public Reconciled reconcile(ObjectName name) {
        return ConflictRetry.run(() -> volumes.find(name)
                .map(this::reconcile)
                .orElseGet(() -> new Reconciled.Nothing("the volume no longer exists")));
    }

    private Reconciled reconcile(PersistentVolume volume) {
        return switch (VolumeDecision.of(volume, provisionerName)) {
            case VolumeDecision.Nothing nothing -> new Reconciled.Nothing(nothing.reason());
            case VolumeDecision.DeleteImage _ -> deletion.deleteImage(volume);
            case VolumeDecision.RemoveFinalizer remove -> deletion.removeFinalizer(volume, remove.reason());
        };
    }
}
