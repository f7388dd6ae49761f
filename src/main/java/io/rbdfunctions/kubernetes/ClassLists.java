package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.VolumeAttributesClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.util.List;

/** Lists the classes of all provisioners. Every method throws {@link ApiException} if the API server fails. */
@Singleton
public record ClassLists(KubernetesClient client) {
    public List<StorageClass> storageClasses() {
        return ApiCalls.call(
                "list StorageClasses",
                () -> client.storage().v1().storageClasses().list().getItems());
    }

    /** Empty, too, if the API server serves no such classes. From 1.31 to 1.33 it serves them as v1beta1, if at all. */
    public List<VolumeAttributesClass> attributesClasses() {
        try {
            return ApiCalls.call(
                    "list VolumeAttributesClasses",
                    () -> client.storage().v1().volumeAttributesClasses().list().getItems());
        } catch (StaleObjectException _) {
            return betaAttributesClasses();
        }
    }

    private List<VolumeAttributesClass> betaAttributesClasses() {
        var beta = client.resources(io.fabric8.kubernetes.api.model.storage.v1beta1.VolumeAttributesClass.class);
        try {
            return ApiCalls.call(
                            "list VolumeAttributesClasses", () -> beta.list().getItems())
                    .stream()
                    .map(ApiCache::stable)
                    .toList();
        } catch (StaleObjectException _) {
            return List.of();
        }
    }
}
