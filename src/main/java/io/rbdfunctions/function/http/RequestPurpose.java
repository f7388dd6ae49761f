package io.rbdfunctions.function.http;

import io.rbdfunctions.function.payload.Endpoint;

/** What a request is for, as far as that decides who may send it. */
sealed interface RequestPurpose {
    /** Asks for an operation, by its path or by the type of an event. */
    record Work(Endpoint endpoint) implements RequestPurpose {}

    /** Tells of something that happened: a hint only, after which everything is read again. It can name nothing to be done. */
    record Hint() implements RequestPurpose {}

    /** One of the two above: what it is for is told in its body, an event in structured form. */
    record Envelope() implements RequestPurpose {}

    /** Asks how things stand: the names of claims, volumes and images among them. */
    record State() implements RequestPurpose {}

    /** Asks what we think of a change. Has no side effects. */
    record Question() implements RequestPurpose {}
}
