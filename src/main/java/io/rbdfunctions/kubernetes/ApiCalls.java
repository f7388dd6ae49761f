package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;

/** How all calls to the API server are made, and what their failures mean. Looks at status codes only. */
public final class ApiCalls {
    private ApiCalls() {}

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
}
