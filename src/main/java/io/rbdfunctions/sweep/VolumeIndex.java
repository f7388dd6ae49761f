package io.rbdfunctions.sweep;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.manifest.VolumeAnnotations;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.volume.Capacity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the listed volumes that the search for orphans needs: the images of all volumes, and name and pool of this
 * provisioner's. Whole objects would take some kilobytes each.
 */
public final class VolumeIndex {
    /** @param uuid null if it is no dynamic volume of ceph-csi */
    record Entry(String name, String image, @Nullable String uuid, long bytes) {}

    /** Complete parameters, and the pool that they name. */
    private record Location(Map<String, String> parameters, Optional<PoolKey> pool) {}

    private final UnaryOperator<Map<String, String>> completion;
    /** By the parameters on the volume: few differ, and finding a pool in them takes longer than looking them up here. */
    private final Map<Map<String, String>, Location> locations = new HashMap<>();

    /** The names of the volumes by image. */
    private final Map<String, List<String>> users = new HashMap<>();

    private final Set<String> uuids = new HashSet<>();
    private final Map<PoolKey, List<Entry>> entries = new HashMap<>();
    private final Map<PoolKey, Map<String, String>> pools = new HashMap<>();

    /** An index of volumes that name the monitors themselves. */
    public VolumeIndex() {
        this(parameters -> parameters);
    }

    /** An index that adds to the parameters of a volume what the configuration of its cluster says. */
    VolumeIndex(UnaryOperator<Map<String, String>> completion) {
        this.completion = completion;
    }

    public void add(PersistentVolume object, String provisioner) {
        VolumeView volume = new VolumeView(object);
        String name = object.getMetadata().getName();
        volume.possibleImages()
                .forEach(image ->
                        users.computeIfAbsent(image, _ -> new ArrayList<>(1)).add(name));
        String uuid =
                volume.dynamicHandle().map(handle -> handle.uuid().value()).orElse(null);
        if (uuid != null) {
            uuids.add(uuid);
        }
        if (!volume.isProvisionedBy(provisioner)) {
            return;
        }
        Location location = locations.computeIfAbsent(VolumeAnnotations.parameters(object), this::locate);
        location.pool().ifPresent(pool -> {
            pools.putIfAbsent(pool, location.parameters());
            entries.computeIfAbsent(pool, _ -> new ArrayList<>())
                    .add(new Entry(
                            name,
                            volume.image().orElse(""),
                            uuid,
                            volume.capacity().map(Capacity::bytes).orElse(0L)));
        });
    }

    private Location locate(Map<String, String> stored) {
        Map<String, String> parameters = completion.apply(stored);
        return new Location(parameters, PoolKey.of(parameters));
    }

    /** Whether any volume, of whichever provisioner, uses the image. */
    boolean uses(String pool, String image) {
        return !users(pool, image).isEmpty();
    }

    /** The names of the volumes, of whichever provisioner, that use the image. */
    List<String> users(String pool, String image) {
        return users.getOrDefault(pool + "/" + image, List.of());
    }

    /** This provisioner's volumes in the pool. */
    List<Entry> in(PoolKey pool) {
        return entries.getOrDefault(pool, List.of());
    }

    /** How many volumes of this provisioner are in the pool. */
    public int count(PoolKey pool) {
        return in(pool).size();
    }

    /** The capacity of this provisioner's volumes in the pool, in bytes. */
    public long bytes(PoolKey pool) {
        return in(pool).stream().mapToLong(Entry::bytes).sum();
    }

    /** Whether any dynamic volume, of whichever provisioner, has the uuid. */
    boolean hasUuid(String uuid) {
        return uuids.contains(uuid);
    }

    /** The pools of this provisioner's volumes, with class parameters that give access to them. */
    Map<PoolKey, Map<String, String>> pools() {
        return pools;
    }
}
