package io.rbdfunctions.reconcile.volume;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.ApiConfig;
import io.rbdfunctions.kubernetes.ExpiringCache;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds images that several volumes have. The list of all volumes is read at most once per time that reads are cached, and
 * of its volumes only those with shared images are kept.
 */
@Singleton
final class SharedImages {
    private static final String ALL = "all";

    private final PersistentVolumes volumes;
    private final PersistentVolumeClaims claims;
    private final String provisioner;
    private final ExpiringCache<String, Map<String, List<PersistentVolume>>> cache;

    SharedImages(PersistentVolumes volumes, PersistentVolumeClaims claims, ProvisionerConfig config, ApiConfig api) {
        this.volumes = volumes;
        this.claims = claims;
        this.provisioner = config.provisioner();
        this.cache = new ExpiringCache<>(api.cacheTtl(), 1, System::nanoTime);
    }

    /** The other volumes with the image of this one, but for those whose image is to be deleted too. */
    List<PersistentVolume> othersThatKeepIt(PersistentVolume volume) {
        Map<String, List<PersistentVolume>> shared =
                cache.get(ALL, () -> Optional.of(read())).orElseThrow();
        return new VolumeView(volume)
                .possibleImages().stream()
                        .flatMap(image -> shared.getOrDefault(image, List.of()).stream())
                        .filter(other -> !other.getMetadata()
                                .getUid()
                                .equals(volume.getMetadata().getUid()))
                        .distinct()
                        .filter(this::keepsImage)
                        .toList();
    }

    private boolean keepsImage(PersistentVolume volume) {
        return switch (VolumeDecision.of(volume, provisioner)) {
            case VolumeDecision.DeleteImage _ -> false;
            case VolumeDecision.DeleteUnclaimedImage _ ->
                claims.findClaimOf(volume).isPresent();
            default -> true;
        };
    }

    private Map<String, List<PersistentVolume>> read() {
        Map<String, List<PersistentVolume>> all = new HashMap<>();
        ListPager.forEach(
                volumes::page,
                () -> false,
                (PersistentVolume volume) -> new VolumeView(volume)
                        .possibleImages()
                        .forEach(image -> all.computeIfAbsent(image, _ -> new ArrayList<>(1))
                                .add(volume)));
        all.values().removeIf(sharing -> sharing.size() < 2);
        return all;
    }
}
