package io.rbdfunctions.operation.direct;

import io.rbdfunctions.operation.ConvertRequest;
import io.rbdfunctions.operation.Converted;
import io.rbdfunctions.operation.DeleteRequest;
import io.rbdfunctions.operation.Deleted;
import io.rbdfunctions.operation.Endings;
import io.rbdfunctions.operation.ExpandRequest;
import io.rbdfunctions.operation.Expanded;
import io.rbdfunctions.operation.ImagePage;
import io.rbdfunctions.operation.ImageReport;
import io.rbdfunctions.operation.ImageTarget;
import io.rbdfunctions.operation.ListRequest;
import io.rbdfunctions.operation.Outcome;
import io.rbdfunctions.operation.ProvisionRequest;
import io.rbdfunctions.operation.Provisioned;
import io.rbdfunctions.operation.PurgeRequest;
import io.rbdfunctions.operation.Purged;
import io.rbdfunctions.operation.Refusal;
import io.rbdfunctions.operation.RestoreRequest;
import io.rbdfunctions.operation.Restored;
import io.rbdfunctions.operation.VolumeOperations;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The operations as {@link VolumeOperations} has them, behind a guard. */
@Singleton
public final class DirectOperations {
    private final Guard guard;
    private final VolumeOperations operations;

    DirectOperations(Guard guard, VolumeOperations operations) {
        this.guard = guard;
        this.operations = operations;
    }

    public Outcome<Provisioned> provision(ProvisionRequest request) {
        return guarded(() -> guard.requireAllowed(request.classSource()), () -> operations.provision(request));
    }

    public Outcome<Expanded> expand(ExpandRequest request) {
        return guarded(() -> requireOurs(request.target()), () -> operations.expand(request));
    }

    public Outcome<Deleted> delete(DeleteRequest request) {
        return guarded(
                () -> {
                    requireOurs(request.target());
                    guard.requireNoOtherVolume(request);
                },
                () -> operations.delete(request));
    }

    public Outcome<ImageReport> inspect(ImageTarget target) {
        return guarded(() -> guard.requireAllowed(target.where()), () -> operations.inspect(target));
    }

    public Outcome<Restored> restore(RestoreRequest request) {
        return guarded(() -> guard.requireAllowed(request.volume().classSource()), () -> operations.restore(request));
    }

    public Outcome<Purged> purge(PurgeRequest request) {
        return guarded(
                () -> {
                    guard.requireAllowed(request.where());
                    guard.requireOurs(request);
                },
                () -> operations.purge(request));
    }

    public Outcome<Converted> convert(ConvertRequest request) {
        return guarded(() -> guard.requireAllowed(request.classSource()), () -> operations.convert(request));
    }

    public Outcome<ImagePage> list(ListRequest request) {
        return guarded(() -> guard.requireAllowed(request.where()), () -> operations.list(request));
    }

    private void requireOurs(ImageTarget target) {
        guard.requireAllowed(target.where());
        guard.requireOurs(target);
    }

    private static <A> Outcome<A> guarded(Runnable check, Supplier<Outcome<A>> work) {
        Outcome<Boolean> checked = Endings.of(() -> {
            check.run();
            return true;
        });
        return switch (checked) {
            case Outcome.Done<Boolean> _ -> work.get();
            case Outcome.Refused<Boolean>(Refusal refusal) -> new Outcome.Refused<>(refusal);
        };
    }
}
