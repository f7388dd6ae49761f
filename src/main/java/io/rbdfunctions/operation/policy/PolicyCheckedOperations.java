package io.rbdfunctions.operation.policy;

import io.rbdfunctions.operation.VolumeOperations;
import io.rbdfunctions.operation.convert.ConvertRequest;
import io.rbdfunctions.operation.convert.Converted;
import io.rbdfunctions.operation.delete.DeleteRequest;
import io.rbdfunctions.operation.delete.Deleted;
import io.rbdfunctions.operation.expand.ExpandRequest;
import io.rbdfunctions.operation.expand.Expanded;
import io.rbdfunctions.operation.image.ImageTarget;
import io.rbdfunctions.operation.inspect.ImagePage;
import io.rbdfunctions.operation.inspect.ImageReport;
import io.rbdfunctions.operation.inspect.ListRequest;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Outcome;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.provision.ProvisionRequest;
import io.rbdfunctions.operation.provision.Provisioned;
import io.rbdfunctions.operation.trash.PurgeRequest;
import io.rbdfunctions.operation.trash.Purged;
import io.rbdfunctions.operation.trash.RestoreRequest;
import io.rbdfunctions.operation.trash.Restored;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The operations as {@link VolumeOperations} has them, behind a guard. */
@Singleton
public final class PolicyCheckedOperations {
    private final CallPolicy callPolicy;
    private final VolumeOperations operations;

    PolicyCheckedOperations(CallPolicy callPolicy, VolumeOperations operations) {
        this.callPolicy = callPolicy;
        this.operations = operations;
    }

    public Outcome<Provisioned> provision(ProvisionRequest request) {
        return guarded(() -> callPolicy.requireAllowed(request.classSource()), () -> operations.provision(request));
    }

    public Outcome<Expanded> expand(ExpandRequest request) {
        return guarded(() -> requireOurs(request.target()), () -> operations.expand(request));
    }

    public Outcome<Deleted> delete(DeleteRequest request) {
        return guarded(
                () -> {
                    requireOurs(request.target());
                    callPolicy.requireNoOtherVolume(request);
                },
                () -> operations.delete(request));
    }

    public Outcome<ImageReport> inspect(ImageTarget target) {
        return guarded(() -> callPolicy.requireAllowed(target.where()), () -> operations.inspect(target));
    }

    public Outcome<Restored> restore(RestoreRequest request) {
        return guarded(
                () -> callPolicy.requireAllowed(request.volume().classSource()), () -> operations.restore(request));
    }

    public Outcome<Purged> purge(PurgeRequest request) {
        return guarded(
                () -> {
                    callPolicy.requireAllowed(request.where());
                    callPolicy.requireOurs(request);
                },
                () -> operations.purge(request));
    }

    public Outcome<Converted> convert(ConvertRequest request) {
        return guarded(() -> callPolicy.requireAllowed(request.classSource()), () -> operations.convert(request));
    }

    public Outcome<ImagePage> list(ListRequest request) {
        return guarded(() -> callPolicy.requireAllowed(request.where()), () -> operations.list(request));
    }

    private void requireOurs(ImageTarget target) {
        callPolicy.requireAllowed(target.where());
        callPolicy.requireOurs(target);
    }

    private static <A> Outcome<A> guarded(Runnable check, Supplier<Outcome<A>> work) {
        Outcome<Boolean> checked = FailureClassifier.of(() -> {
            check.run();
            return true;
        });
        return switch (checked) {
            case Outcome.Done<Boolean> _ -> work.get();
            case Outcome.Refused<Boolean>(Refusal refusal) -> new Outcome.Refused<>(refusal);
        };
    }
}
