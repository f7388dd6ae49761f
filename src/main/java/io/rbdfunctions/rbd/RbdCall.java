package io.rbdfunctions.rbd;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command on RBD that was carried out, or was not. One that was tried again, since the image was busy, is several.
 *
 * @param verb the name of the command, such as {@code trash mv}: one of few
 * @param engine {@code cli} or {@code librbd}
 * @param begun when it was asked for; it may have waited for its turn since
 * @param error the class of its failure; null where it did not fail
 */
public record RbdCall(
        String verb,
        String engine,
        Instant begun,
        Duration took,
        @Nullable RbdError error) {}
