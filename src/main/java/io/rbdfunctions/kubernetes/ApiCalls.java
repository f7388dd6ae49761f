package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.function.Supplier;

/** Wraps calls to the API server and maps their failures to exceptions by status code. */
public final class ApiCalls {
    private ApiCalls() {}

    /** Whether the client has been told of an API server; otherwise it would try a name that only pods can resolve. */
    public static boolean isConfigured(KubernetesClient client) {
        String url = client.getConfiguration().getMasterUrl();
        return !url.startsWith(Config.DEFAULT_MASTER_URL) && !NoCluster.isNowhere(url);
    }

    /**
     * Runs a call.
     *
     * @throws StaleObjectException on 404, 409 and 410
     * @throws ApiException on any other failure
     */
    public static <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException failure) {
            throw switch (failure.getCode()) {
                case 404, 409, 410 -> new StaleObjectException("%s: %d".formatted(what, failure.getCode()));
                default -> ApiException.of(what, failure);
            };
        }
    }

    /** Reads an object; empty if it does not exist. */
    public static <T> Optional<T> find(String what, Supplier<T> read) {
        return call(what, () -> Optional.ofNullable(read.get()));
    }
}
