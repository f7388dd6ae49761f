package io.rbdfunctions.function.http;

import io.rbdfunctions.function.payload.Endpoint;

/**
 * A request whose path and headers passed the gate.
 *
 * @param contentCheck checks the body; throws if no function may see it
 */
record CheckedRequest(Purpose purpose, Runnable contentCheck) {
    /** The kinds of requests, which differ in who may send them. */
    sealed interface Purpose {}

    /** Requests an operation, by the path or by the type of an event. */
    record Operation(Endpoint endpoint) implements Purpose {}

    /** An event that reports a change in the cluster. It names no operation; the object is read again before any action. */
    record Notification() implements Purpose {}

    /** A structured event: an operation or a notification, which is known only after the body is read. */
    record StructuredEvent() implements Purpose {}

    /** Reads the status, which contains the names of claims, volumes and images. */
    record Status() implements Purpose {}

    /** Signs a person in on the status page, with a token that is known only after the body is read. */
    record SignIn() implements Purpose {}

    /** Makes a browser forget the token. */
    record SignOut() implements Purpose {}

    /** An AdmissionReview, which has no side effects. */
    record Review() implements Purpose {}
}
