package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.storage.StorageClassList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Parses sample objects of the types that the first request reads from the API server. The first use of a type by the
 * client's mapper takes longer than the API server takes to answer.
 */
@Singleton
public record ModelWarmUp(KubernetesSerialization serialization) {
    private static final String CLASSES = """
            {"kind":"StorageClassList","metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"any"},
            "provisioner":"any","reclaimPolicy":"Delete","allowVolumeExpansion":true,"parameters":{"any":"any"}}]}""";
    private static final String SECRET = """
            {"kind":"Secret","metadata":{"name":"any"},"type":"any","data":{"any":"any"}}""";

    public void run() {
        Object _ = serialization.convertValue(new ListOptions(), Map.class);
        Object _ = serialization.unmarshal(CLASSES, StorageClassList.class);
        Object _ = serialization.unmarshal(SECRET, Secret.class);
    }
}
