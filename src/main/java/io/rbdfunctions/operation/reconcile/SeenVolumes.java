package io.rbdfunctions.operation.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The volumes that a sweep came by: ours, and the images of all. */
record SeenVolumes(List<PersistentVolume> ours, Set<String> images) {
    SeenVolumes() {
        this(new ArrayList<>(), new HashSet<>());
    }

    void add(PersistentVolume object, String provisioner) {
        VolumeView volume = new VolumeView(object);
        if (volume.image().isPresent()) {
            images.add(volume.pool().orElse("rbd") + "/" + volume.image().get());
        }
        if (volume.isProvisionedBy(provisioner)) {
            ours.add(object);
        }
    }
}
