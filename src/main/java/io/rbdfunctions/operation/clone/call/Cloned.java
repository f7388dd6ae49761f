package io.rbdfunctions.operation.clone.call;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.request.ImageAnswer;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.csi.VolumeHandle;

/**
 * The answer to a {@link CloneRequest}.
 *
 * @param source the handle of the volume or the snapshot that it is a copy of
 */
public record Cloned(Provisioned provisioned, VolumeHandle source) implements ImageAnswer {
    @Override
    public Provisioned.Action action() {
        return provisioned.action();
    }

    @Override
    public ImageRef image() {
        return provisioned.image();
    }

    @Override
    public PersistentVolume persistentVolume() {
        return provisioned.persistentVolume();
    }
}
