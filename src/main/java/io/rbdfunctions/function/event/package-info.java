/** Incoming CloudEvents with their attributes and types, and the event that reports a refusal. */
@NullMarked
package io.rbdfunctions.function.event;

import org.jspecify.annotations.NullMarked;
