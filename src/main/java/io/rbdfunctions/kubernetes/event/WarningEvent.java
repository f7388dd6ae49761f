package io.rbdfunctions.kubernetes.event;

import java.time.Instant;

/**
 * Trouble that people were told of, as the API server still has it: for an hour, as a rule.
 *
 * @param about the object, as {@code kind namespace/name}
 * @param count how often it was said
 * @param last when it was last said
 */
public record WarningEvent(String about, String reason, String message, int count, Instant last) {}
