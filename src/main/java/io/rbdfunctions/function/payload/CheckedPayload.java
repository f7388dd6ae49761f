package io.rbdfunctions.function.payload;

import org.jspecify.annotations.Nullable;

/**
 * A payload without violations.
 *
 * @param request the request that was built from it
 * @param subject the claim as {@code namespace/name}, or the image; null if it names neither
 */
public record CheckedPayload(Object request, @Nullable String subject) {
    /** The request of a function's own type. */
    public <R> R request(Class<R> type) {
        return type.cast(request);
    }
}
