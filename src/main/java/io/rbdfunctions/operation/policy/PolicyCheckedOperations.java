package io.rbdfunctions.operation.policy;

import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.operation.request.VolumeRequest;
import jakarta.inject.Singleton;

/** The operations as {@link VolumeOperations} has them, behind a guard. */
@Singleton
public final class PolicyCheckedOperations {
    private final CallPolicy callPolicy;
    private final VolumeOperations operations;

    PolicyCheckedOperations(CallPolicy callPolicy, VolumeOperations operations) {
        this.callPolicy = callPolicy;
        this.operations = operations;
    }

    /** Runs the request if the policy allows it; refuses it otherwise. */
    public <A extends VolumeAnswer> Outcome<A> run(VolumeRequest<A> request) {
        Outcome<Boolean> checked = FailureClassifier.of(() -> {
            callPolicy.check(request);
            return true;
        });
        return switch (checked) {
            case Outcome.Done<Boolean> _ -> operations.run(request);
            case Outcome.Refused<Boolean>(Refusal refusal) -> new Outcome.Refused<>(refusal);
        };
    }
}
