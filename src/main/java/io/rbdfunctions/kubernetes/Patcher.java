package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Sends patches as they are. The client's own way reads the object first, which costs a call and needs a right that is
 * not given for every kind.
 */
@Singleton
public final class Patcher {
    private final KubernetesClient client;

    Patcher(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Changes what the patch names.
     *
     * @param path of the object, without a slash before it
     */
    void patch(String path, Patch patch) {
        answer(path, "application/json-patch+json", patch.toString());
    }

    /** The same, and answers the whole object. */
    <T> T patch(String path, Patch patch, Class<T> type) {
        return read(answer(path, "application/json-patch+json", patch.toString()), type);
    }

    /** Merges what the patch holds. Not for lists, which servers merge in different ways. */
    public <T> T merge(String path, String patch, Class<T> type) {
        return read(answer(path, "application/merge-patch+json", patch), type);
    }

    private <T> T read(String answer, Class<T> type) {
        return client.getKubernetesSerialization().unmarshal(answer, type);
    }

    private String answer(String path, String mediaType, String body) {
        String what = "patch " + path.substring(path.indexOf('/', 4) + 1);
        HttpResponse<String> response = send(what, path, mediaType, body);
        return switch (response.code()) {
            case 200, 201, 202 -> response.body();
            case 404, 409, 410 -> throw new StaleObjectException("%s: %d".formatted(what, response.code()));
            default -> throw ApiException.of(what, response.code(), response.body());
        };
    }

    private HttpResponse<String> send(String what, String path, String mediaType, String body) {
        HttpClient http = client.getHttpClient();
        HttpRequest request = http.newHttpRequestBuilder()
                .uri(client.getMasterUrl() + path)
                .method("PATCH", mediaType, body)
                .timeout(client.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS)
                .build();
        try {
            return http.sendAsync(request, String.class).join();
        } catch (CompletionException _) {
            throw ApiException.of(what, 0, "");
        }
    }
}
