package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** The API server did not do what was asked of it: it cannot be reached, is overloaded, or does not permit it. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LIMIT = 500;

    private final int code;

    private ApiException(String message, int code) {
        super(message);
        this.code = code;
        ApiFailures.count(code);
    }

    private ApiException(String message, int code, Throwable cause) {
        super(message, cause);
        this.code = code;
        ApiFailures.count(code);
    }

    /** The message names what was asked and the server's answer. */
    public static ApiException of(String what, KubernetesClientException cause) {
        String words = cause.getStatus() == null
                ? ""
                : String.valueOf(cause.getStatus().getMessage());
        return new ApiException("%s: %s".formatted(what, answer(cause.getCode(), words)), cause.getCode(), cause);
    }

    /**
     * The same for an answer that is no exception yet.
     *
     * @param code the status; 0 for no answer
     */
    public static ApiException of(String what, int code, String words) {
        return new ApiException("%s: %s".formatted(what, answer(code, words)), code);
    }

    /** Whether the server holds what it was sent for wrong, so that sending it again is no use. */
    public boolean isRefusal() {
        return code == 400 || code == 413 || code == 422;
    }

    private static String answer(int code, String words) {
        return switch (code) {
            case 401 -> "the API server does not know us (401): check the service account";
            case 403 -> "the API server does not permit it (403): check the RBAC rules of the service account";
            case 400, 413, 422 -> "the API server refuses it (%d): %s".formatted(code, bounded(words));
            case 0, -1 -> "the API server cannot be reached";
            default -> "the API server answered " + code;
        };
    }

    /** The server's own words: they may repeat what was sent. */
    private static String bounded(String words) {
        return words.length() <= LIMIT ? words : words.substring(0, LIMIT) + "...";
    }
}
