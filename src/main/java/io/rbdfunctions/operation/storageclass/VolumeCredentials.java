package io.rbdfunctions.operation.storageclass;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.SecretReference;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeAnnotations;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.parameters.ParameterMap;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the class parameters by which the image of an existing volume is reached, in several places. */
@Singleton
public record VolumeCredentials(ApiCache cache, ClassCompletion completion) {
    private static final String ADMIN_ID = "adminId";
    private static final String SECRET_NAME = "adminSecretName";
    private static final String SECRET_NAMESPACE = "adminSecretNamespace";
    private static final String MONITORS = "monitors";
    private static final String POOL = "pool";

    /**
     * Runs the work with each source of credentials in turn, until the result is not {@code NOT_FOUND}.
     *
     * @return that result, or the first one if all are {@code NOT_FOUND} or have credentials that cannot be used
     * @throws InvalidValueException if no source names monitors and a Secret
     * @throws RefusedException if the configuration of ceph-csi does not have the cluster of the volume
     */
    public <T> Outcome<T> run(PersistentVolume volume, Function<ClassSource, Outcome<T>> work) {
        Outcome<T> first = null;
        for (Supplier<Map<String, String>> source : sources(volume)) {
            Map<String, String> parameters = source.get();
            if (!isUsable(parameters)) {
                continue;
            }
            Outcome<T> outcome = work.apply(new ClassSource.Given(parameters));
            if (isDecisive(outcome, first != null)) {
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

    private static boolean isUsable(Map<String, String> parameters) {
        return ParameterMap.get(parameters, MONITORS).isPresent()
                && ParameterMap.get(parameters, SECRET_NAME).isPresent();
    }

    /** The Secret of a later source may be none of ours to read, which says nothing about the image. */
    private static boolean isDecisive(Outcome<?> outcome, boolean isLater) {
        return !(outcome instanceof Outcome.Refused<?> refused)
                || (refused.refusal().reason() != Reason.NOT_FOUND
                        && !(isLater && refused.refusal().reason() == Reason.INVALID));
    }

    /**
     * The parameters that the volume, its class and the Secret of its driver lead to, in this order. Any of them may lack the
     * monitors or the Secret.
     *
     * @throws RefusedException from a source, if the configuration of ceph-csi does not have the cluster of the volume
     */
    private List<Supplier<Map<String, String>>> sources(PersistentVolume volume) {
        Map<String, String> own = ofVolume(volume);
        return List.of(
                () -> completion.complete(own),
                () -> completion.complete(ofClass(volume, own)),
                () -> completion.complete(ofDriver(volume, own)));
    }

    private static Map<String, String> ofVolume(PersistentVolume volume) {
        VolumeView view = new VolumeView(volume);
        Map<String, String> own = new LinkedHashMap<>(VolumeAnnotations.parameters(volume));
        view.pool().ifPresent(pool -> own.put(POOL, pool));
        if (volume.getSpec().getRbd() != null) {
            own.putIfAbsent(MONITORS, String.join(",", view.monitors()));
        }
        return own;
    }

    /** What the volume itself says about the place of its image counts more than its class, which may have been replaced. */
    private Map<String, String> ofClass(PersistentVolume volume, Map<String, String> own) {
        String name = Names.classOf(volume);
        if (name.isEmpty()) {
            return Map.of();
        }
        Map<String, String> parameters = cache.storageClass(new ObjectName(name))
                .map(StorageClass::getParameters)
                .orElseGet(Map::of);
        for (Map.Entry<String, String> entry : own.entrySet()) {
            if (!entry.getKey().startsWith("admin")) {
                parameters = ParameterMap.with(parameters, entry.getKey(), entry.getValue());
            }
        }
        return parameters;
    }

    /** With the Secret that the driver or the kubelet uses. A Secret in ceph-csi's format contains the user name, too. */
    private static Map<String, String> ofDriver(PersistentVolume volume, Map<String, String> own) {
        SecretReference secret = secret(volume);
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

    private static @Nullable SecretReference secret(PersistentVolume volume) {
        if (volume.getSpec().getRbd() != null) {
            return volume.getSpec().getRbd().getSecretRef();
        }
        CSIPersistentVolumeSource csi = volume.getSpec().getCsi();
        if (csi == null) {
            return null;
        }
        return csi.getControllerExpandSecretRef() == null
                ? csi.getNodeStageSecretRef()
                : csi.getControllerExpandSecretRef();
    }
}
