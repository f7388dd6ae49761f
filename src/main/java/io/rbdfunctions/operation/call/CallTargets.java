package io.rbdfunctions.operation.call;

import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;

/** What calls have beyond events: they can name a volume or a claim instead of an image, and know nothing about the trash. */
public interface CallTargets {
    /**
     * Finds what the request names.
     *
     * @throws RefusedException if it names nothing, or it is not certain what
     */
    <A extends VolumeAnswer> ResolvedCall<A> resolve(VolumeRequest<A> request);

    /**
     * Adds to the outcome what the caller should know, and remembers it for a repetition of the request.
     *
     * @param request as the caller sent it
     * @param resolved the request that was run
     */
    <A extends VolumeAnswer> Outcome<A> completed(
            VolumeRequest<A> request, VolumeRequest<A> resolved, Outcome<A> outcome);
}
