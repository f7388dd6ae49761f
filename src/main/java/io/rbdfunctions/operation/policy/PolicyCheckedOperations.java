package io.rbdfunctions.operation.policy;

import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import jakarta.inject.Singleton;

/** Runs the requests that the policy allows, and refuses all others. */
@Singleton
public record PolicyCheckedOperations(CallPolicy policy, VolumeOperations operations) {
    /**
     * Runs the request if the policy allows it.
     *
     * @throws TryAgainException as {@link VolumeOperations#run}, or if the policy needs a server that does not answer
     */
    public <A extends VolumeAnswer> Outcome<A> run(VolumeRequest<A> request) {
        return FailureClassifier.of(() -> {
            policy.check(request);
            return operations.run(request).orThrow();
        });
    }
}
