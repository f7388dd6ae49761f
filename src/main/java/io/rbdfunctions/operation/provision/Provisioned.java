package io.rbdfunctions.operation.provision;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/**
 * What became of a {@link ProvisionRequest}.
 *
 * @param persistentVolume the volume's manifest, not yet sent to any API server
 * @param warnings what the caller should look into before using it
 */
public record Provisioned(Action action, ImageRef image, PersistentVolume persistentVolume, List<String> warnings)
        implements VolumeAnswer {

    @Override
    public String actionText() {
        return EnumText.spaced(action);
    }

    @Override
    public OperationSubject subject() {
        return OperationSubject.of(image, persistentVolume);
    }

    public Provisioned {
        warnings = List.copyOf(warnings);
    }

    public Provisioned(Action action, ImageRef image, PersistentVolume persistentVolume) {
        this(action, image, persistentVolume, List.of());
    }

    /** What was done to the image. */
    public enum Action {
        CREATED,
        ALREADY_THERE,
        WOULD_CREATE,
        /** It was there before, and not for this volume. */
        ADOPTED,
        WOULD_ADOPT
    }
}
