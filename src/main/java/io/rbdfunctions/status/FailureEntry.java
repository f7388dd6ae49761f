package io.rbdfunctions.status;

import io.rbdfunctions.kubernetes.event.EventReader.WarningEvent;

/**
 * A warning event that any replica wrote.
 *
 * @param last when it was last reported, in ISO 8601
 * @param about the object, as {@code kind namespace/name}
 * @param count how often it was reported
 */
public record FailureEntry(String last, String about, String reason, String message, int count) {
    static FailureEntry of(WarningEvent event) {
        return new FailureEntry(event.last(), event.about(), event.reason(), event.message(), event.count());
    }
}
