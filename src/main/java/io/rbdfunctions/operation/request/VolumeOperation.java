package io.rbdfunctions.operation.request;

/**
 * Runs the requests of one type. Every implementation that is a bean is found by its type alone: a new verb needs no
 * registration.
 */
public interface VolumeOperation<R extends VolumeRequest<A>, A extends VolumeAnswer> {

    Class<R> requestType();

    /** Runs the request. Failures leave as the exceptions that {@code FailureClassifier} knows. */
    A run(R request);
}
