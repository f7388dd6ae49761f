package io.rbdfunctions.function;

/**
 * A request that was looked at from outside.
 *
 * @param contents looks into it, and throws when a function must not see it
 */
record Entry(Purpose purpose, Runnable contents) {}
