package io.rbdfunctions.sweep;

import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.reconcile.volume.VolumeAction;
import io.rbdfunctions.reconcile.volume.VolumeDecision;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;

/** Asks the API server again before an image or a volume is reported as an orphan, since it may have changed since the listing. */
@Singleton
public final class OrphanConfirmation {
    private final PersistentVolumes volumes;
    private final String provisionerName;

    public OrphanConfirmation(PersistentVolumes volumes, OperationConfig config) {
        this.volumes = volumes;
        this.provisionerName = config.provisioner();
    }

    /** Whether no volume of this name exists. */
    boolean isWithoutVolume(String name) {
        try {
            return volumes.find(new ObjectName(name)).isEmpty();
        } catch (InvalidValueException _) {
            return true;
        }
    }

    /** Whether the volume, whose image is missing, still exists and is not about to be deleted. */
    boolean isWithoutImage(String volume) {
        return volumes.find(new ObjectName(volume))
                .filter(current -> VolumeDecision.of(current, provisionerName) instanceof VolumeAction.Nothing)
                .isPresent();
    }
}
