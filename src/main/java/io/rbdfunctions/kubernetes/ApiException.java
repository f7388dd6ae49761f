package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call failed: the API server is unreachable or overloaded, or rejects the call. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int MAX_REASON_LENGTH = 500;

    /** In the reason of an API server whose ResourceQuotas forbid to create an object. */
    private static final String QUOTA = "exceeded quota";

    private static final Map<Integer, LongAdder> COUNTS = new ConcurrentHashMap<>();

    private final int code;

    private ApiException(String message, int code, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        COUNTS.computeIfAbsent(Math.max(code, 0), _ -> new LongAdder()).increment();
    }

    /**
     * Builds the exception for a failed call of the client.
     *
     * @param call what was called, such as {@code get Secret ns/name}
     */
    public static ApiException of(String call, KubernetesClientException cause) {
        String reason = cause.getStatus() == null
                ? ""
                : String.valueOf(cause.getStatus().getMessage());
        String message = NoCluster.isCauseOf(cause)
                ? call + ": no cluster is configured; set KUBECONFIG, or run in a cluster"
                : message(call, cause.getCode(), reason);
        return new ApiException(message, cause.getCode(), cause);
    }

    /**
     * Builds the exception for a response.
     *
     * @param code the HTTP status; 0 if there was no response
     * @param reason the server's message
     */
    public static ApiException of(String call, int code, String reason) {
        return new ApiException(message(call, code, reason), code, null);
    }

    /** The number of failures of this process by HTTP status; 0 stands for no response. */
    public static Map<Integer, Long> counts() {
        return COUNTS.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().sum()));
    }

    /** Whether the permission for the call is missing. */
    public boolean isForbidden() {
        return code == 403;
    }

    /** Whether the server rejects the object as invalid, so that retrying is useless. */
    public boolean isInvalidObject() {
        return code == 400 || code == 413 || code == 422;
    }

    private static String message(String call, int code, String reason) {
        return call + ": "
                + switch (code) {
                    case 401 -> "the API server does not accept our credentials (401): check the service account";
                    case 403 ->
                        "the API server forbids it (403): %s"
                                .formatted(
                                        reason.contains(QUOTA)
                                                ? truncated(reason)
                                                : "check the RBAC rules of the service account");
                    case 400, 413, 422 -> "the API server rejects it (%d): %s".formatted(code, truncated(reason));
                    case 0, -1 -> "the API server cannot be reached";
                    default -> "the API server answered " + code;
                };
    }

    private static String truncated(String reason) {
        return reason.length() <= MAX_REASON_LENGTH ? reason : reason.substring(0, MAX_REASON_LENGTH) + "...";
    }
}
