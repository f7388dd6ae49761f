package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** The API server did not do what was asked of it: it cannot be reached, is overloaded, or does not permit it. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LIMIT = 500;

    private final int code;

    private ApiException(String message, int code, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The message names what was asked and the server's answer. */
    static ApiException of(String what, KubernetesClientException cause) {
        return new ApiException("%s: %s".formatted(what, answer(cause)), cause.getCode(), cause);
    }

    /** Whether the server holds what it was sent for wrong, so that sending it again is no use. */
    public boolean isRefusal() {
        return code == 400 || code == 413 || code == 422;
    }

    private static String answer(KubernetesClientException cause) {
        return switch (cause.getCode()) {
            case 401 -> "the API server does not know us (401): check the service account";
            case 403 -> "the API server does not permit it (403): check the RBAC rules of the service account";
            case 0, -1 -> "the API server cannot be reached";
            case 400, 413, 422 -> "the API server refuses it (%d): %s".formatted(cause.getCode(), words(cause));
            default -> "the API server answered " + cause.getCode();
        };
    }

    /** The server's own words, bounded: they may repeat what was sent. */
    private static String words(KubernetesClientException cause) {
        String words = cause.getStatus() == null
                ? ""
                : String.valueOf(cause.getStatus().getMessage());
        return words.length() <= LIMIT ? words : words.substring(0, LIMIT) + "...";
    }
}
