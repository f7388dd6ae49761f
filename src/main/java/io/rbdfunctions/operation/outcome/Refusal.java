package io.rbdfunctions.operation.outcome;

import io.rbdfunctions.volume.validation.Violation;
import java.time.Duration;
import java.util.List;

/**
 * Why a request was refused.
 *
 * @param detail names the operation, the image, the cause and the remedy; never contains a key
 * @param violations the invalid fields; empty unless the reason is {@link Reason#INVALID}
 * @param retryAfter when the cause may have gone by itself; zero if somebody has to remove it
 */
public record Refusal(Reason reason, String detail, List<Violation> violations, Duration retryAfter) {
    /** The watch of a client that crashed ends in this time. */
    private static final Duration WATCH_TIMEOUT = Duration.ofSeconds(30);

    /** The kinds of refusal. */
    public enum Reason {
        /** The request is invalid. */
        INVALID,
        /** The image, pool, class or Secret does not exist. */
        NOT_FOUND,
        /** An existing object differs from the requested one. */
        CONFLICT,
        /** No pool of the class can be reached from where the volume is needed, or has room there. */
        NO_POOL,
        /** The image has watchers, snapshots or clones. */
        IN_USE,
        /** The cluster rejects the user or its key. */
        DENIED
    }

    public Refusal {
        violations = List.copyOf(violations);
    }

    public Refusal(Reason reason, String detail, List<Violation> violations) {
        this(reason, detail, violations, Duration.ZERO);
    }

    public Refusal(Reason reason, String detail) {
        this(reason, detail, List.of());
    }

    /** A client has the image open, which it may close. */
    public static Refusal watched(String detail) {
        return new Refusal(Reason.IN_USE, detail, List.of(), WATCH_TIMEOUT);
    }
}
