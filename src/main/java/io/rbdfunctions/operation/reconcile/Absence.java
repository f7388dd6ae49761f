package io.rbdfunctions.operation.reconcile;

import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.operation.OperationConfig;
import io.rbdfunctions.volume.InvalidValueException;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;

/** Asks the API server once more, before something is called an orphan that was only made or deleted meanwhile. */
@Singleton
final class Absence {
    private final Volumes volumes;
    private final String ours;

    Absence(Volumes volumes, OperationConfig config) {
        this.volumes = volumes;
        this.ours = config.provisioner();
    }

    /** Whether there is no volume of the name. */
    boolean isOfVolume(String name) {
        try {
            return volumes.find(new ObjectName(name)).isEmpty();
        } catch (InvalidValueException _) {
            return true;
        }
    }

    /** Whether the volume, whose image is not there, is to be kept: one on its way out may be without already. */
    boolean isWithoutImage(String volume) {
        return volumes.find(new ObjectName(volume))
                .filter(now -> VolumeDecision.of(now, ours) instanceof VolumeAction.Nothing)
                .isPresent();
    }
}
