package io.rbdfunctions.operation;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.volume.ImageRef;

/**
 * What became of a {@link ProvisionRequest}.
 *
 * @param persistentVolume the volume's manifest, not yet sent to any API server
 */
public record Provisioned(Action action, ImageRef image, PersistentVolume persistentVolume) {

    /** What was done to the image. */
    public enum Action {
        CREATED,
        ALREADY_THERE,
        WOULD_CREATE
    }
}
