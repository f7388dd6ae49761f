package io.rbdfunctions.function.http;

import io.rbdfunctions.operation.call.CallTargets;
import io.rbdfunctions.operation.call.ResolvedCall;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** Passes requests to {@link ScriptedOperations} as they are. */
@Alternative
@Singleton
public final class PassingTargets implements CallTargets {
    @Override
    public <A extends VolumeAnswer> ResolvedCall<A> resolve(VolumeRequest<A> request) {
        return new ResolvedCall.Request<>(request);
    }

    @Override
    public <A extends VolumeAnswer> Outcome<A> completed(
            VolumeRequest<A> request, VolumeRequest<A> resolved, Outcome<A> outcome) {
        return outcome;
    }
}
