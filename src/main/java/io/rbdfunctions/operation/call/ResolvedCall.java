package io.rbdfunctions.operation.call;

import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;

/**
 * What becomes of a call when it is known what it names.
 *
 * @param <A> the answer
 */
public sealed interface ResolvedCall<A extends VolumeAnswer> {
    /** The request, which now names its image. */
    record Request<A extends VolumeAnswer>(VolumeRequest<A> request) implements ResolvedCall<A> {}

    /** There is nothing to do. */
    record Answered<A extends VolumeAnswer>(A answer) implements ResolvedCall<A> {}
}
