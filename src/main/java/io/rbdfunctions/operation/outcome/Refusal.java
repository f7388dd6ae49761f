package io.rbdfunctions.operation.outcome;

import io.rbdfunctions.volume.validation.Violation;
import java.util.List;

/**
 * Why a request was refused.
 *
 * @param detail names the operation and the image, the cause, and what to do next; never holds a key
 * @param violations what is wrong field by field; empty unless the reason is {@link Reason#INVALID}
 */
public record Refusal(Reason reason, String detail, List<Violation> violations) {

    /** The kinds of refusal, each with a meaning that callers can act on. */
    public enum Reason {
        /** The request itself is wrong. */
        INVALID,
        /** No such image, pool, class or secret. */
        NOT_FOUND,
        /** What is there does not fit what is asked. */
        CONFLICT,
        /** The image is watched, or has snapshots or clones. */
        IN_USE,
        /** The cluster does not accept the user or its key. */
        DENIED
    }

    public Refusal {
        violations = List.copyOf(violations);
    }

    public Refusal(Reason reason, String detail) {
        this(reason, detail, List.of());
    }
}
