package io.rbdfunctions.operation.outcome;

import io.rbdfunctions.volume.validation.Violation;
import java.util.List;

/**
 * Why a request was refused.
 *
 * @param detail names the operation, the image, the cause and the remedy; never contains a key
 * @param violations the invalid fields; empty unless the reason is {@link Reason#INVALID}
 */
public record Refusal(Reason reason, String detail, List<Violation> violations) {
    /** The kinds of refusal. */
    public enum Reason {
        /** The request is invalid. */
        INVALID,
        /** The image, pool, class or Secret does not exist. */
        NOT_FOUND,
        /** An existing object differs from the requested one. */
        CONFLICT,
        /** The image has watchers, snapshots or clones. */
        IN_USE,
        /** The cluster rejects the user or its key. */
        DENIED
    }

    public Refusal {
        violations = List.copyOf(violations);
    }

    public Refusal(Reason reason, String detail) {
        this(reason, detail, List.of());
    }
}
