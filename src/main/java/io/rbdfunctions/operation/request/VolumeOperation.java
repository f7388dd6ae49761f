package io.rbdfunctions.operation.request;

/**
 * Runs the requests of one type. Implementations are beans and need no registration.
 *
 * @param <R> a class, by which the operation of a request is found
 * @param <A> the answer to it
 */
public interface VolumeOperation<R extends VolumeRequest<A>, A extends VolumeAnswer> {
    /** Runs the request. Failures are thrown as exceptions that {@code FailureClassifier} handles. */
    A run(R request);
}
