package io.rbdfunctions.sweep;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeAnnotations;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a sweep keeps of the volumes that it came by: the images of all, and of ours as little as the search for orphans
 * needs. Whole volumes are some kilobytes each.
 */
public final class VolumeIndex {
    /** A volume of ours. */
    record Seen(String name, String image) {}

    private final Set<String> images = new HashSet<>();
    private final Map<PoolKey, List<Seen>> ours = new HashMap<>();
    private final Map<PoolKey, Map<String, String>> ways = new HashMap<>();

    public void add(PersistentVolume object, String provisioner) {
        VolumeView volume = new VolumeView(object);
        images.addAll(volume.images());
        if (!volume.isProvisionedBy(provisioner)) {
            return;
        }
        Map<String, String> parameters = VolumeAnnotations.parameters(object);
        PoolKey.of(parameters).ifPresent(pool -> {
            ways.putIfAbsent(pool, parameters);
            ours.computeIfAbsent(pool, _ -> new ArrayList<>())
                    .add(new Seen(object.getMetadata().getName(), volume.image().orElse("")));
        });
    }

    /** Whether a volume, be it ours or not, is over the image. */
    boolean isOver(String pool, String image) {
        return images.contains(pool + "/" + image);
    }

    /** The volumes of ours whose images are in the pool. */
    List<Seen> in(PoolKey pool) {
        return ours.getOrDefault(pool, List.of());
    }

    /** The pools of our volumes, and the class parameters that lead there. */
    Map<PoolKey, Map<String, String>> ways() {
        return ways;
    }
}
