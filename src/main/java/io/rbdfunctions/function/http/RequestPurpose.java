package io.rbdfunctions.function.http;

import io.rbdfunctions.function.payload.Endpoint;

/** The kinds of requests, which differ in who may send them. */
sealed interface RequestPurpose {
    /** Requests an operation, by the path or by the type of an event. */
    record Operation(Endpoint endpoint) implements RequestPurpose {}

    /** An event that reports a change in the cluster. It names no operation; the object is read again before any action. */
    record Notification() implements RequestPurpose {}

    /** A structured event: an operation or a notification, which is known only after the body is read. */
    record StructuredEvent() implements RequestPurpose {}

    /** Reads the status, which contains the names of claims, volumes and images. */
    record Status() implements RequestPurpose {}

    /** An AdmissionReview, which has no side effects. */
    record Review() implements RequestPurpose {}
}
