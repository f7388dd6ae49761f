package io.rbdfunctions.reconcile.volume;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.SecretReference;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeAnnotations;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs operations on the image of a volume. Pool and image name come from the volume; the credentials come from its
 * annotations, from its StorageClass or from the Secret of the nodes, whichever works first.
 */
@Singleton
public record ImageLocator(ApiCache cache) {
    private static final String ADMIN_ID = "adminId";
    private static final String SECRET_NAME = "adminSecretName";
    private static final String SECRET_NAMESPACE = "adminSecretNamespace";
    private static final String MONITORS = "monitors";

    /**
     * Runs the work with each source of credentials in turn, until the result is not {@code NOT_FOUND}.
     *
     * @return that result, or the first one if all are {@code NOT_FOUND}
     * @throws InvalidValueException if the volume has no RBD image, or no source names monitors and a Secret
     */
    public <T> Outcome<T> run(PersistentVolume volume, Function<ImageTarget, Outcome<T>> work) {
        ImageName image = new ImageName(new VolumeView(volume)
                .image()
                .orElseThrow(() -> new InvalidValueException(
                        "the volume has no rbd image that is supported: its source is neither rbd nor a static"
                                + " volume of a CSI driver for rbd")));
        Outcome<T> first = null;
        for (Supplier<Map<String, String>> source : sources(volume)) {
            Map<String, String> parameters = source.get();
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
            throw new InvalidValueException(
                    "neither the volume's annotations nor its StorageClass name the monitors and the admin Secret;"
                            + " annotate the volume or create the class again");
        }
        return first;
    }

    private static boolean isNotFound(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?> refused
                && refused.refusal().reason() == Reason.NOT_FOUND;
    }

    private List<Supplier<Map<String, String>>> sources(PersistentVolume volume) {
        Map<String, String> own = annotated(volume);
        return List.of(() -> own, () -> ofClass(volume, own), () -> ofNodes(volume, own));
    }

    private static Map<String, String> annotated(PersistentVolume volume) {
        Map<String, String> own = new LinkedHashMap<>(VolumeAnnotations.parameters(volume));
        new VolumeView(volume).pool().ifPresent(pool -> own.put("pool", pool));
        if (volume.getSpec().getRbd() != null) {
            own.putIfAbsent(MONITORS, String.join(",", new VolumeView(volume).monitors()));
        }
        return own;
    }

    private Map<String, String> ofClass(PersistentVolume volume, Map<String, String> own) {
        String name = Names.classOf(volume);
        if (name.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = cache.storageClass(new ObjectName(name))
                .map(StorageClass::getParameters)
                .<Map<String, String>>map(LinkedHashMap::new)
                .orElseGet(LinkedHashMap::new);
        own.forEach((key, value) -> {
            if (key.equals(MONITORS) || key.equals("pool")) {
                parameters.keySet().removeIf(key::equalsIgnoreCase);
                parameters.put(key, value);
            }
        });
        return parameters;
    }

    /** With the Secret that the nodes mount with. A Secret in ceph-csi's format contains the user name, too. */
    private static Map<String, String> ofNodes(PersistentVolume volume, Map<String, String> own) {
        SecretReference secret = nodeSecret(volume);
        if (secret == null || secret.getName() == null || secret.getNamespace() == null) {
            return Map.of();
        }
        Map<String, String> parameters = new LinkedHashMap<>(own);
        parameters.put(SECRET_NAME, secret.getName());
        parameters.put(SECRET_NAMESPACE, secret.getNamespace());
        parameters.remove(ADMIN_ID);
        if (volume.getSpec().getRbd() != null && volume.getSpec().getRbd().getUser() != null) {
            parameters.put(ADMIN_ID, volume.getSpec().getRbd().getUser());
        }
        return parameters;
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
