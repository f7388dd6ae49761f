package io.rbdfunctions.operation.policy;

import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.audit.OperationLog;
import io.rbdfunctions.operation.call.CallTargets;
import io.rbdfunctions.operation.call.ResolvedCall;
import io.rbdfunctions.operation.call.ResolvedCall.Answered;
import io.rbdfunctions.operation.call.ResolvedCall.Request;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import jakarta.inject.Singleton;

/** Runs the requests that the policy allows, on the images that they name, and refuses all others. */
@Singleton
public record PolicyCheckedOperations(
        CallPolicy policy, CallTargets targets, VolumeOperations operations, OperationLog log) {
    /**
     * Runs the request if the policy allows it.
     *
     * @throws TryAgainException as {@link VolumeOperations#run}, or if the policy needs a server that does not answer
     */
    public <A extends VolumeAnswer> Outcome<A> run(VolumeRequest<A> request) {
        Outcome<ResolvedCall<A>> call = resolved(request);
        return switch (call) {
            case Outcome.Done<ResolvedCall<A>>(Request<A>(VolumeRequest<A> found)) ->
                targets.completed(request, found, operations.run(found));
            case Outcome.Done<ResolvedCall<A>>(Answered<A>(A answer)) ->
                log.record(request.verb(), request.subject(), () -> new Outcome.Done<>(answer));
            case Outcome.Refused<ResolvedCall<A>>(var refusal) ->
                log.record(request.verb(), request.subject(), () -> new Outcome.Refused<>(refusal));
        };
    }

    /** The class is checked before anything is looked for in its pool, and the image when it is known. */
    private <A extends VolumeAnswer> Outcome<ResolvedCall<A>> resolved(VolumeRequest<A> request) {
        try {
            return FailureClassifier.of(() -> {
                policy.checkClass(request);
                ResolvedCall<A> call = targets.resolve(request);
                if (call instanceof Request<A>(VolumeRequest<A> found)) {
                    policy.check(found);
                }
                return call;
            });
        } catch (TryAgainException unavailable) {
            log.<A>record(request.verb(), request.subject(), () -> {
                throw unavailable;
            });
            throw unavailable;
        }
    }
}
