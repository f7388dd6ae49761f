package io.rbdfunctions.reconcile.volume;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.csi.VolumeImage;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.VolumeCredentials;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.function.Function;

/**
 * Runs operations on the image of a volume. Pool and image name come from the volume; the credentials come from its
 * annotations, from its StorageClass or from the Secret of its driver, whichever works first.
 */
@Singleton
public record ImageLocator(VolumeCredentials credentials) {
    /**
     * Runs the work with each source of credentials in turn, until the result is not {@code NOT_FOUND}.
     *
     * @return that result, or the first one if all are {@code NOT_FOUND}
     * @throws InvalidValueException if the volume has no RBD image, or no source names monitors and a Secret
     * @throws RefusedException if only ceph-csi can change the image
     */
    public <T> Outcome<T> run(PersistentVolume volume, Function<ImageTarget, Outcome<T>> work) {
        VolumeImage image = VolumeImage.toChange(volume);
        return credentials.run(volume, source -> work.apply(image.in(source)));
    }
}
