package io.rbdfunctions.sweep;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.volume.VolumeDecision;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads a volume again before an orphan is reported, since volumes may have changed after they were listed. */
@Singleton
public record OrphanConfirmation(PersistentVolumes volumes, ProvisionerConfig config) {
    /** Whether no volume of this name exists. */
    boolean isVolumeMissing(String name) {
        try {
            return volumes.find(new ObjectName(name)).isEmpty();
        } catch (InvalidValueException _) {
            return true;
        }
    }

    /** Whether the volume still exists, and is neither being deleted nor about to be. */
    boolean isVolumeKept(String name) {
        return kept(name).isPresent();
    }

    /** The volume, if it still exists, and is neither being deleted nor about to be. */
    Optional<PersistentVolume> kept(String name) {
        return volumes.find(new ObjectName(name))
                .filter(current -> current.getMetadata().getDeletionTimestamp() == null)
                .filter(current -> VolumeDecision.of(current, config.provisioner()) instanceof VolumeDecision.Nothing);
    }
}
