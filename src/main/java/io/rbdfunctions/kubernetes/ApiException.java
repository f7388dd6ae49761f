package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** The API server did not do what was asked of it: it cannot be reached, is overloaded, or does not permit it. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ApiException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The message names what was asked and the server's answer. */
    static ApiException of(String what, KubernetesClientException cause) {
        return new ApiException("%s: %s".formatted(what, answer(cause)), cause);
    }

    private static String answer(KubernetesClientException cause) {
        return switch (cause.getCode()) {
            case 401 -> "the API server does not know us (401): check the service account";
            case 403 -> "the API server does not permit it (403): check the RBAC rules of the service account";
            case 0, -1 -> "the API server cannot be reached";
            default -> "the API server answered " + cause.getCode();
        };
    }
}
