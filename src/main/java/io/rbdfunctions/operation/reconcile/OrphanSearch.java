package io.rbdfunctions.operation.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.kubernetes.VolumeOrigin;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.operation.ClassSource;
import io.rbdfunctions.operation.OperationConfig;
import io.rbdfunctions.operation.Trash;
import io.rbdfunctions.operation.TryAgainException;
import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.rbd.command.TrashedImage;
import io.rbdfunctions.volume.ImageName;
import io.rbdfunctions.volume.InvalidValueException;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Compares the pools of our classes and volumes with the volumes that there are. */
@Singleton
final class OrphanSearch {
    private final StorageClasses classes;
    private final Volumes volumes;
    private final VolumeOperations operations;
    private final Trash trash;
    private final String ours;

    OrphanSearch(
            StorageClasses classes, Volumes volumes, VolumeOperations operations, Trash trash, OperationConfig config) {
        this.classes = classes;
        this.volumes = volumes;
        this.operations = operations;
        this.trash = trash;
        this.ours = config.provisioner();
    }

    /**
     * Finds orphans.
     *
     * @param seen all volumes
     * @param awaited the uids of the claims that wait for a volume: their images are no orphans
     */
    Orphans find(SeenVolumes seen, Set<String> awaited) {
        Orphans orphans = new Orphans(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        pools(seen)
                .forEach((pool, parameters) -> search(pool, new ClassSource.Given(parameters), seen, awaited, orphans));
        return orphans;
    }

    /** By monitors and pool, one way into each. */
    private Map<String, Map<String, String>> pools(SeenVolumes seen) {
        Map<String, Map<String, String>> pools = new TreeMap<>();
        seen.ours().stream().map(VolumeOrigin::parameters).forEach(parameters -> put(pools, parameters));
        classes.of(ours).forEach(found -> put(pools, Objects.requireNonNullElse(found.getParameters(), Map.of())));
        return pools;
    }

    private static void put(Map<String, Map<String, String>> pools, Map<String, String> parameters) {
        if (parameters.containsKey("monitors")) {
            String pool = parameters.getOrDefault("pool", "rbd");
            pools.putIfAbsent(parameters.get("monitors") + " " + pool, parameters);
        }
    }

    private void search(String key, ClassSource.Given where, SeenVolumes seen, Set<String> awaited, Orphans orphans) {
        String pool = where.parameters().getOrDefault("pool", "rbd");
        try {
            PoolView view = new PoolView(operations, trash, where);
            List<String> images = view.images();
            images.stream()
                    .filter(image -> isOrphan(pool, image, seen, awaited))
                    .forEach(image -> orphans.images().add(pool + "/" + image));
            seen.ours().stream()
                    .filter(volume -> isIn(key, volume) && lacksImage(volume, images))
                    .forEach(
                            volume -> orphans.volumes().add(volume.getMetadata().getName()));
            view.trash().forEach(trashed -> orphans.trashed().add(words(pool, trashed)));
        } catch (PoolView.ClosedException | TryAgainException closed) {
            orphans.unreachable().add(pool + ": " + closed.getMessage());
        }
    }

    /** Asks again before saying so: its volume may have been made since the volumes were listed. */
    private boolean isOrphan(String pool, String image, SeenVolumes seen, Set<String> awaited) {
        if (!image.startsWith(ImageName.PROVISIONED) || seen.images().contains(pool + "/" + image)) {
            return false;
        }
        String uid = image.substring(ImageName.PROVISIONED.length());
        return !awaited.contains(uid) && isWithoutVolume(uid);
    }

    private boolean isWithoutVolume(String uid) {
        try {
            return volumes.find(new ObjectName("pvc-" + uid)).isEmpty();
        } catch (InvalidValueException _) {
            return true;
        }
    }

    private static boolean isIn(String key, PersistentVolume volume) {
        Map<String, String> parameters = VolumeOrigin.parameters(volume);
        return key.equals(parameters.get("monitors") + " " + parameters.getOrDefault("pool", "rbd"));
    }

    /** One that is on its way out may be without already. */
    private boolean lacksImage(PersistentVolume seen, List<String> images) {
        if (new VolumeView(seen).image().filter(images::contains).isPresent()) {
            return false;
        }
        return volumes.find(new ObjectName(seen.getMetadata().getName()))
                .filter(now -> VolumeDecision.of(now, ours) instanceof VolumeAction.Nothing)
                .isPresent();
    }

    private static String words(String pool, TrashedImage trashed) {
        return "%s/%s (%s, %s %s)"
                .formatted(
                        pool,
                        trashed.name(),
                        trashed.id(),
                        trashed.hasStatedExpiry() ? "expires" : "without an expiry, since",
                        trashed.expiresAt());
    }
}
