package io.rbdfunctions.operation.direct;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.RBDPersistentVolumeSource;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.operation.Refusal.Reason;
import io.rbdfunctions.operation.RefusedException;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.PoolName;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks for volumes over an image, in-tree ones, static CSI ones, and those of ceph-csi itself. */
@Singleton
final class OtherVolumes {
    private static final int PAGE = 500;
    private static final String DEFAULT_POOL = "rbd";

    private final Volumes volumes;

    OtherVolumes(Volumes volumes) {
        this.volumes = volumes;
    }

    /**
     * Throws a {@link RefusedException} that names the first one. Whether a pool of that name is another cluster's it does not
     * try to tell: monitors have many spellings, and a volume too many is better kept.
     *
     * @param named the volume that may be over it; null for none
     */
    void requireNone(PoolName pool, ImageName image, @Nullable ObjectName named) {
        @Nullable String token = null;
        do {
            Page<PersistentVolume> page = volumes.page(PAGE, token);
            page.items().stream()
                    .filter(volume -> isOver(volume, pool.value(), image.value()))
                    .map(volume -> volume.getMetadata().getName())
                    .filter(name -> named == null || !named.value().equals(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw inUse(pool, image, name);
                    });
            token = page.next();
        } while (token != null);
    }

    private static boolean isOver(PersistentVolume volume, String pool, String image) {
        RBDPersistentVolumeSource rbd = volume.getSpec().getRbd();
        if (rbd != null) {
            return image.equals(rbd.getImage()) && pool.equals(Objects.requireNonNullElse(rbd.getPool(), DEFAULT_POOL));
        }
        CSIPersistentVolumeSource csi = volume.getSpec().getCsi();
        return csi != null && CsiDriver.isOne(csi.getDriver()) && isOver(csi, pool, image);
    }

    private static boolean isOver(CSIPersistentVolumeSource csi, String pool, String image) {
        Map<String, String> attributes = Objects.requireNonNullElse(csi.getVolumeAttributes(), Map.of());
        return pool.equals(attributes.get("pool"))
                && (image.equals(csi.getVolumeHandle()) || image.equals(attributes.get("imageName")));
    }

    private static RefusedException inUse(PoolName pool, ImageName image, String volume) {
        return new RefusedException(
                Reason.IN_USE,
                "image %s/%s is that of PersistentVolume %s: delete that first, or name it (pvName)"
                        .formatted(pool, image, volume));
    }
}
