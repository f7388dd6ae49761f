package io.rbdfunctions.kubernetes.event;

import java.time.Instant;

/**
 * A warning event, which the API server keeps for an hour by default.
 *
 * @param object as {@code kind namespace/name}
 * @param count how often it was reported
 * @param last when it was last reported
 */
public record WarningEvent(String object, String reason, String message, int count, Instant last) {}
