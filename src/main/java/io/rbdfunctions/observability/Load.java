package io.rbdfunctions.observability;

import java.util.function.IntSupplier;

/**
 * How busy the door is.
 *
 * @param inFlight how many requests are worked on now
 * @param limit how many may be
 */
public record Load(IntSupplier inFlight, int limit) {}
