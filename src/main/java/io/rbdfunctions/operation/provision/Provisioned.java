package io.rbdfunctions.operation.provision;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.request.ImageAnswer;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import java.util.stream.Stream;

/**
 * The answer to a {@link ProvisionRequest}.
 *
 * @param size the capacity of the volume
 * @param persistentVolume the manifest of the volume, to be created by the caller
 * @param warnings what the caller should check before using the volume
 */
public record Provisioned(
        Action action, ImageRef image, Capacity size, PersistentVolume persistentVolume, List<String> warnings)
        implements ImageAnswer {
    /** What was done to the image. */
    public enum Action {
        CREATED,
        ALREADY_THERE,
        /** An earlier request created it with a smaller size. */
        GROWN,
        WOULD_CREATE,
        WOULD_GROW,
        ADOPTED,
        WOULD_ADOPT
    }

    public Provisioned {
        warnings = List.copyOf(warnings);
    }

    /** The same answer with one more warning. */
    public Provisioned withWarning(String warning) {
        List<String> more = Stream.concat(warnings.stream(), Stream.of(warning)).toList();
        return new Provisioned(action, image, size, persistentVolume, more);
    }
}
