package io.rbdfunctions.function.payload;

import io.rbdfunctions.volume.validation.Violations;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, or the data of an event, with its fields as sent.
 *
 * @param <R> the type of the request that is built from it
 */
public interface Payload<R> {

    /** Builds the request; returns null and adds violations if a field is missing or invalid. */
    @Nullable R request(Violations violations);

    /** The subject of events about this request: the claim as {@code namespace/name}, or the image. */
    default Optional<String> subject() {
        return Optional.empty();
    }
}
