package io.rbdfunctions.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends patches without reading the object first. The client's own {@code patch} reads it, which costs a call and needs
 * permission to get objects of the kind.
 */
@Singleton
public record Patcher(KubernetesClient client) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Sets fields and returns the patched object. The server rejects the patch if the object has changed since it was read.
     *
     * @param path of the object, without a leading slash
     * @param fields values by JSON pointer; the parent of each field must exist, and a field whose new value is null
     */
    public <T> T patch(String path, HasMetadata read, Map<String, ?> fields, Class<T> type) {
        ArrayNode operations = JSON.createArrayNode();
        add(operations, "/metadata/resourceVersion", read.getMetadata().getResourceVersion());
        fields.forEach((field, value) -> add(operations, field, value));
        return patch(path, "application/json-patch+json", operations.toString(), type);
    }

    private static void add(ArrayNode operations, String path, @Nullable Object value) {
        if (value == null) {
            operations.addObject().put("op", "remove").put("path", path);
        } else {
            operations.addObject().put("op", "add").put("path", path).set("value", JSON.valueToTree(value));
        }
    }

    /** Applies a JSON merge patch, which replaces lists as a whole. */
    public <T> T merge(String path, String patch, Class<T> type) {
        return patch(path, "application/merge-patch+json", patch, type);
    }

    private <T> T patch(String path, String mediaType, String body, Class<T> type) {
        String call = "patch " + path.substring(path.indexOf('/', 4) + 1);
        HttpResponse<String> response = send(call, path, mediaType, body);
        return switch (response.code()) {
            case 200, 201, 202 -> client.getKubernetesSerialization().unmarshal(response.body(), type);
            case 404, 409, 410 -> throw new StaleObjectException("%s: %d".formatted(call, response.code()));
            default -> throw ApiException.of(call, response.code(), response.body());
        };
    }

    private HttpResponse<String> send(String call, String path, String mediaType, String body) {
        HttpClient http = client.getHttpClient();
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(client.getMasterUrl() + path)
                .method("PATCH", mediaType, body)
                .timeout(client.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS)
                .build();
        try {
            return http.sendAsync(request, String.class).join();
        } catch (CompletionException _) {
            throw ApiException.of(call, 0, "");
        }
    }
}
