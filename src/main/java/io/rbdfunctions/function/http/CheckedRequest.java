package io.rbdfunctions.function.http;

/**
 * A request that was looked at from outside.
 *
 * @param contents looks into it, and throws when a function must not see it
 */
record CheckedRequest(RequestPurpose requestPurpose, Runnable contents) {}
