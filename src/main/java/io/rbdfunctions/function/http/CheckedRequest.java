package io.rbdfunctions.function.http;

/**
 * A request whose path and headers passed the gate.
 *
 * @param contentCheck checks the body; throws if no function may see it
 */
record CheckedRequest(RequestPurpose purpose, Runnable contentCheck) {}
