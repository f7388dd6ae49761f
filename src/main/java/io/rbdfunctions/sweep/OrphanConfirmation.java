package io.rbdfunctions.sweep;

import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.reconcile.volume.VolumeAction;
import io.rbdfunctions.reconcile.volume.VolumeDecision;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;

/** Asks the API server once more, before something is called an orphan that was only made or deleted meanwhile. */
@Singleton
public final class OrphanConfirmation {
    private final PersistentVolumes persistentVolumes;
    private final String ours;

    public OrphanConfirmation(PersistentVolumes persistentVolumes, OperationConfig config) {
        this.persistentVolumes = persistentVolumes;
        this.ours = config.provisioner();
    }

    /** Whether there is no volume of the name. */
    boolean isOfVolume(String name) {
        try {
            return persistentVolumes.find(new ObjectName(name)).isEmpty();
        } catch (InvalidValueException _) {
            return true;
        }
    }

    /** Whether the volume, whose image is not there, is to be kept: one on its way out may be without already. */
    boolean isWithoutImage(String volume) {
        return persistentVolumes
                .find(new ObjectName(volume))
                .filter(now -> VolumeDecision.of(now, ours) instanceof VolumeAction.Nothing)
                .isPresent();
    }
}
