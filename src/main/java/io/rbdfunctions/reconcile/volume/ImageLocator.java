package io.rbdfunctions.reconcile.volume;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.SecretReference;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.StorageClasses;
import io.rbdfunctions.kubernetes.manifest.VolumeAnnotations;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.TrashRetention;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the way to a volume's image. What the volume keeps itself comes first; where the Secret that it names is gone,
 * its class may know another, and the nodes have one too. Which image it is, only the volume says.
 */
@Singleton
public final class ImageLocator {
    private static final String ADMIN_ID = "adminId";
    private static final String SECRET_NAME = "adminSecretName";
    private static final String SECRET_NAMESPACE = "adminSecretNamespace";
    private static final String MONITORS = "monitors";

    private final StorageClasses classes;

    ImageLocator(StorageClasses classes) {
        this.classes = classes;
    }

    static Optional<TrashRetention> retentionOf(PersistentVolume volume) {
        return Optional.ofNullable(VolumeAnnotations.parameters(volume).get("trashRetention"))
                .map(TrashRetention::parse);
    }

    /** Does the work by one way after the other, until one does not end in "not found"; else answers what the first said. */
    public <T> Outcome<T> reach(PersistentVolume volume, Function<ImageTarget, Outcome<T>> work) {
        ImageName image = new ImageName(new VolumeView(volume)
                .image()
                .orElseThrow(() -> new InvalidValueException("the volume names no rbd image")));
        Outcome<T> first = null;
        for (Supplier<Map<String, String>> way : ways(volume)) {
            Map<String, String> parameters = way.get();
            if (!parameters.containsKey(MONITORS) || !parameters.containsKey(SECRET_NAME)) {
                continue;
            }
            Outcome<T> outcome = work.apply(new ImageTarget(image, new ClassSource.Given(parameters)));
            if (!isNotFound(outcome)) {
                return outcome;
            }
            first = first == null ? outcome : first;
        }
        if (first == null) {
            throw new InvalidValueException("neither the volume nor its class says which cluster the image is in");
        }
        return first;
    }

    private static boolean isNotFound(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?> refused
                && refused.refusal().reason() == Reason.NOT_FOUND;
    }

    private List<Supplier<Map<String, String>>> ways(PersistentVolume volume) {
        Map<String, String> own = own(volume);
        return List.of(() -> own, () -> byClass(volume, own), () -> asNode(volume, own));
    }

    private static Map<String, String> own(PersistentVolume volume) {
        Map<String, String> own = new LinkedHashMap<>(VolumeAnnotations.parameters(volume));
        new VolumeView(volume).pool().ifPresent(pool -> own.put("pool", pool));
        if (volume.getSpec().getRbd() != null) {
            own.putIfAbsent(MONITORS, String.join(",", volume.getSpec().getRbd().getMonitors()));
        }
        return own;
    }

    private Map<String, String> byClass(PersistentVolume volume, Map<String, String> own) {
        String name = volume.getSpec().getStorageClassName();
        if (name == null || name.isEmpty()) {
            return Map.of();
        }
        Map<String, String> way = classes.find(new ObjectName(name))
                .map(StorageClass::getParameters)
                .<Map<String, String>>map(LinkedHashMap::new)
                .orElseGet(LinkedHashMap::new);
        own.forEach((key, value) -> {
            if (key.equals(MONITORS) || key.equals("pool")) {
                way.keySet().removeIf(key::equalsIgnoreCase);
                way.put(key, value);
            }
        });
        return way;
    }

    /** With the Secret that the nodes mount with: in ceph-csi's form it says itself whose key it holds. */
    private static Map<String, String> asNode(PersistentVolume volume, Map<String, String> own) {
        SecretReference secret = nodeSecret(volume);
        if (secret == null || secret.getName() == null || secret.getNamespace() == null) {
            return Map.of();
        }
        Map<String, String> way = new LinkedHashMap<>(own);
        way.put(SECRET_NAME, secret.getName());
        way.put(SECRET_NAMESPACE, secret.getNamespace());
        way.remove(ADMIN_ID);
        if (volume.getSpec().getRbd() != null && volume.getSpec().getRbd().getUser() != null) {
            way.put(ADMIN_ID, volume.getSpec().getRbd().getUser());
        }
        return way;
    }

    private static @Nullable SecretReference nodeSecret(PersistentVolume volume) {
        if (volume.getSpec().getRbd() != null) {
            return volume.getSpec().getRbd().getSecretRef();
        }
        return volume.getSpec().getCsi() == null
                ? null
                : volume.getSpec().getCsi().getNodeStageSecretRef();
    }
}
