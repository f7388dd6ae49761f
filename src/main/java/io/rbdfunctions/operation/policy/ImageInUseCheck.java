package io.rbdfunctions.operation.policy;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolName;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Searches the PersistentVolumes for one that uses an image: in-tree, static CSI, and dynamic ceph-csi volumes. */
@Singleton
final class ImageInUseCheck {
    private final PersistentVolumes persistentVolumes;

    ImageInUseCheck(PersistentVolumes persistentVolumes) {
        this.persistentVolumes = persistentVolumes;
    }

    /**
     * Requires that no other volume uses the image. Volumes are compared by pool and image name only: the same monitors can
     * be written in many ways, and refusing too often is safer than deleting data.
     *
     * @param named the volume that may use the image; null for none
     * @throws RefusedException with the name of the first other volume
     */
    void requireUnused(PoolName pool, ImageName image, @Nullable ObjectName named) {
        ListPager.forEach(persistentVolumes::page, () -> false, (PersistentVolume volume) -> {
            String name = volume.getMetadata().getName();
            if (new VolumeView(volume).uses(pool, image)
                    && (named == null || !named.value().equals(name))) {
                throw new RefusedException(
                        Reason.IN_USE,
                        "image %s/%s belongs to PersistentVolume %s: delete that first, or set pvName to it"
                                .formatted(pool, image, name));
            }
        });
    }
}
