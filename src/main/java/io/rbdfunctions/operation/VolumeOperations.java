package io.rbdfunctions.operation;

import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;

/**
 * The port to all operations on volumes. Every operation is idempotent under duplicates, retries and concurrent replicas,
 * is bounded in time, and never discloses a key.
 */
public interface VolumeOperations {
    /**
     * Runs the request.
     *
     * @throws TryAgainException if the same request may succeed later
     */
    <A extends VolumeAnswer> Outcome<A> run(VolumeRequest<A> request);
}
