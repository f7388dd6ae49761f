package io.rbdfunctions.reconcile.volume;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.csi.DynamicVolumes;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.image.ImageTarget.VolumeRef;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.storageclass.VolumeCredentials;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
        VolumeView view = new VolumeView(volume);
        if (view.isEncrypted()) {
            throw new RefusedException(Reason.CONFLICT, "the volume " + DynamicVolumes.ENCRYPTED);
        }
        ImageName image = image(view);
        @Nullable VolumeRef dynamic = view.dynamicHandle()
                .map(handle -> new VolumeRef(new ObjectName(volume.getMetadata().getName()), handle))
                .orElse(null);
        return credentials.run(volume, source -> work.apply(new ImageTarget(image, source, dynamic)));
    }

    private static ImageName image(VolumeView view) {
        return new ImageName(view.image()
                .orElseThrow(() -> new InvalidValueException(
                        "the volume has no rbd image that is supported: its source is neither rbd nor a CSI driver for"
                                + " rbd with a valid volume handle")));
    }
}
