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

/** Looks for volumes over an image, in-tree ones, static CSI ones, and those of ceph-csi itself. */
@Singleton
final class ImageInUseCheck {
    private final PersistentVolumes persistentVolumes;

    ImageInUseCheck(PersistentVolumes persistentVolumes) {
        this.persistentVolumes = persistentVolumes;
    }

    /**
     * Throws a {@link RefusedException} that names the first one. Whether a pool of that name is another cluster's it does not
     * try to tell: monitors have many spellings, and a volume too many is better kept.
     *
     * @param named the volume that may be over it; null for none
     */
    void requireNone(PoolName pool, ImageName image, @Nullable ObjectName named) {
        ListPager.forEach(persistentVolumes::page, () -> false, (PersistentVolume volume) -> {
            String name = volume.getMetadata().getName();
            if (new VolumeView(volume).uses(pool, image)
                    && (named == null || !named.value().equals(name))) {
                throw inUse(pool, image, name);
            }
        });
    }

    private static RefusedException inUse(PoolName pool, ImageName image, String volume) {
        return new RefusedException(
                Reason.IN_USE,
                "image %s/%s is that of PersistentVolume %s: delete that first, or name it (pvName)"
                        .formatted(pool, image, volume));
    }
}
