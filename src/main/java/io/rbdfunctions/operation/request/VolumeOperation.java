package io.rbdfunctions.operation.request;

/** Runs the requests of one type. Implementations are beans and need no registration. */
public interface VolumeOperation<R extends VolumeRequest<A>, A extends VolumeAnswer> {
    Class<R> requestType();

    /** Runs the request. Failures are thrown as exceptions that {@code FailureClassifier} handles. */
    A run(R request);
}
