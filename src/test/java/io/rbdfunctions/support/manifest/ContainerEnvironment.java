package io.rbdfunctions.support.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The environment variables of a container, as the kubelet sets them. */
public final class ContainerEnvironment {
    private ContainerEnvironment() {}

    /**
     * Returns the values by name, without variables whose ConfigMap is not among the manifests.
     *
     * @param workload an object with a template of pods, whose first container is meant
     */
    public static Map<String, String> of(Manifest workload, List<Manifest> manifests) {
        Map<String, String> environment = new TreeMap<>();
        for (JsonNode variable : workload.list("/spec/template/spec/containers/0/env")) {
            JsonNode reference = variable.at("/valueFrom/configMapKeyRef");
            JsonNode value = reference.isMissingNode() ? variable.path("value") : value(reference, workload, manifests);
            if (value.isTextual()) {
                environment.put(variable.path("name").asText(), value.asText());
            }
        }
        return environment;
    }

    private static JsonNode value(JsonNode reference, Manifest workload, List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.isNamed(
                        "v1/ConfigMap",
                        workload.namespace(),
                        reference.path("name").asText()))
                .map(manifest -> manifest.at("/data").path(reference.path("key").asText()))
                .findFirst()
                .orElse(reference.path("none"));
    }
}
