package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rbdfunctions.volume.ObjectName;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Wraps calls to the API server and maps their failures to exceptions by status code. */
public final class ApiCalls {
    private ApiCalls() {}

    /** Whether the client knows an API server. */
    public static boolean isConfigured(KubernetesClient client) {
        return !NoCluster.isNowhere(client.getConfiguration().getMasterUrl());
    }

    /** The namespace of this pod; {@code default} outside of a cluster. */
    public static ObjectName ownNamespace(KubernetesClient client) {
        return new ObjectName(Objects.requireNonNullElse(client.getNamespace(), "default"));
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
