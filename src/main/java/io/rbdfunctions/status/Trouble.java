package io.rbdfunctions.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.rbdfunctions.sweep.SecondsSerializer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs a person.
 *
 * @param object a claim as {@code namespace/name}, or the name of a volume
 * @param since null if it is unknown
 * @param reason the newest warning about the object, or what its fields say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trouble(
        Kind kind,
        String object,

        @JsonSerialize(using = SecondsSerializer.class) @Nullable Instant since,

        String reason) {
    /** The kinds of trouble, most urgent first. */
    public enum Kind {
        /** A volume whose image is not in the pool. */
        MISSING_IMAGE("missingImage"),
        /** A volume whose phase is Failed. */
        FAILED_VOLUME("failedVolume"),
        /** A claim that waits for a volume. */
        PENDING_CLAIM("pendingClaim"),
        /** A claim whose volume should change, and about which there is a warning. */
        PENDING_CHANGE("pendingChange"),
        /** A volume that should be gone by now. */
        STUCK_DELETION("stuckDeletion");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Whether the object is a claim; otherwise it is a volume. */
        public boolean isAboutClaim() {
            return this == PENDING_CLAIM || this == PENDING_CHANGE;
        }

        @JsonValue
        @Override
        public String toString() {
            return text;
        }
    }

    /** The object as an event names it. */
    String about() {
        return (kind.isAboutClaim() ? "PersistentVolumeClaim " : "PersistentVolume ") + object;
    }

    Trouble because(String warning) {
        return new Trouble(kind, object, since, warning);
    }
}
