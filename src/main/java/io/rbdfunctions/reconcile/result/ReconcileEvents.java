package io.rbdfunctions.reconcile.result;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.event.EventWriter;
import io.rbdfunctions.kubernetes.event.KubernetesEvent;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Tells people, on the object itself, how its story goes; and judges whose trouble a failure is, the object's own or
 * that of all.
 */
@Singleton
public final class ReconcileEvents {
    private final EventWriter eventWriter;
    private final OutageDetector outageDetector;
    private final String ours;

    ReconcileEvents(EventWriter eventWriter, OutageDetector outageDetector, OperationConfig config) {
        this.eventWriter = eventWriter;
        this.outageDetector = outageDetector;
        this.ours = config.provisioner();
    }

    public void tell(HasMetadata about, String reason, String message) {
        eventWriter.tell(new KubernetesEvent(about, ours, false, reason, message));
    }

    /** Tells it while the work is done: both do little but wait, each for another server. */
    public Reconciled meanwhile(HasMetadata about, String reason, String message, Supplier<Reconciled> work) {
        CompletableFuture<Boolean> told = Parallel.start(() -> {
            tell(about, reason, message);
            return true;
        });
        try {
            return work.get();
        } finally {
            Parallel.await(told);
        }
    }

    public Reconciled trouble(HasMetadata about, String reason, String beginning, Refusal refusal) {
        return trouble(about, reason, beginning, refusal, mayComeRight(refusal.reason()));
    }

    private Reconciled trouble(
            HasMetadata about, String reason, String beginning, Refusal refusal, boolean mayComeRight) {
        eventWriter.tell(new KubernetesEvent(about, ours, true, reason, beginning + refusal.detail()));
        return new Reconciled.Troubled(Names.of(about), refusal, mayComeRight);
    }

    /** Does the work; trouble of the object's own becomes its event, and that of all is thrown on. */
    public Reconciled of(HasMetadata about, String reason, String beginning, Supplier<Reconciled> work) {
        try {
            Reconciled end = work.get();
            if (end instanceof Reconciled.Done) {
                outageDetector.heardFrom(Names.classOf(about));
            }
            return end;
        } catch (InvalidValueException | InvalidRequestException invalid) {
            Refusal refusal = new Refusal(Reason.INVALID, String.valueOf(invalid.getMessage()));
            return trouble(about, reason, beginning, refusal);
        } catch (ApiException refused) {
            if (!refused.isRefusal()) {
                throw refused;
            }
            Refusal refusal = new Refusal(Reason.INVALID, String.valueOf(refused.getMessage()));
            return trouble(about, reason, beginning, refusal);
        } catch (TryAgainException failure) {
            return ownOrThrown(about, reason, beginning, failure);
        }
    }

    private Reconciled ownOrThrown(HasMetadata about, String reason, String beginning, TryAgainException failure) {
        Refusal refusal = new Refusal(Reason.CONFLICT, String.valueOf(failure.getMessage()));
        return switch (failure.obstacle()) {
            case NO_SPACE, UNKNOWN -> trouble(about, reason, beginning, refusal, true);
            case BUSY -> throw failure;
            case UNREACHABLE, DEADLINE, NO_PROGRAM -> {
                // Where the API server is away, it takes no events either.
                if (failure.getCause() instanceof ApiException) {
                    throw failure;
                }
                Reconciled own = trouble(about, reason, beginning, refusal, true);
                if (failure.obstacle() == Obstacle.NO_PROGRAM || outageDetector.isOutage(Names.classOf(about))) {
                    throw failure;
                }
                yield own;
            }
        };
    }

    /** Watchers go, Secrets and pools are made, keys are mended; what a class or a claim says does not change. */
    private static boolean mayComeRight(Reason reason) {
        return switch (reason) {
            case NOT_FOUND, IN_USE, DENIED -> true;
            case INVALID, CONFLICT -> false;
        };
    }
}
