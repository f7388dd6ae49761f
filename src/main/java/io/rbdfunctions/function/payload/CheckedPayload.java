package io.rbdfunctions.function.payload;

import io.rbdfunctions.operation.request.VolumeRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A payload without violations.
 *
 * @param request the request that was built from it; null for a sweep, which has none
 * @param subject the claim as {@code namespace/name}, or the image; null if it names neither
 * @param warnings about what is valid but probably not meant
 */
public record CheckedPayload(
        @Nullable VolumeRequest<?> request, @Nullable String subject, List<String> warnings) {
    /** The request of a function's own type. */
    public <Q extends VolumeRequest<?>> Q request(Class<Q> type) {
        return type.cast(Objects.requireNonNull(request));
    }
}
