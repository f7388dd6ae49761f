package io.rbdfunctions.reconcile.result;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.event.EventWriter;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Reports progress and failures as Kubernetes events on the object, and recognizes global failures. */
@Singleton
public record ReconcileEvents(EventWriter eventWriter, OutageDetector outageDetector, ProvisionerConfig config) {
    public void report(HasMetadata object, String reason, String message) {
        eventWriter.write(new EventWriter.Content(object, config.provisioner(), false, reason, message));
    }

    public void warn(HasMetadata object, String reason, String message) {
        eventWriter.write(new EventWriter.Content(object, config.provisioner(), true, reason, message));
    }

    /** Writes the event and does the work at the same time, since each waits for another server. */
    public Reconciled reportDuring(HasMetadata object, String reason, String message, Supplier<Reconciled> work) {
        CompletableFuture<Boolean> written = Parallel.start(() -> {
            report(object, reason, message);
            return true;
        });
        try {
            return work.get();
        } finally {
            Parallel.await(written);
        }
    }

    /**
     * Does the work. A failure that concerns this object alone becomes a warning event on it.
     *
     * @param reason the event's reason
     * @param prefix the beginning of the event's message; the cause follows
     * @throws TryAgainException on a failure that concerns other objects, too
     */
    public Reconciled reportFailure(HasMetadata object, String reason, String prefix, Supplier<Reconciled> work) {
        try {
            Reconciled result = work.get();
            if (result instanceof Reconciled.Done || result instanceof Reconciled.SnapshotDone) {
                outageDetector.answered(Names.classOf(object));
            }
            return result;
        } catch (RefusedException failure) {
            return failed(object, reason, prefix, failure.refusal(), isRetryable(failure.refusal()));
        } catch (InvalidValueException | InvalidRequestException invalid) {
            return failed(object, reason, prefix, refusal(Reason.INVALID, invalid), false);
        } catch (ApiException failure) {
            if (!failure.isInvalidObject()) {
                throw failure;
            }
            return failed(object, reason, prefix, refusal(Reason.INVALID, failure), false);
        } catch (TryAgainException failure) {
            // If the API server is unreachable, it accepts no events either.
            if (failure.obstacle() == Obstacle.BUSY || failure.getCause() instanceof ApiException) {
                throw failure;
            }
            Reconciled failed = failed(object, reason, prefix, refusal(Reason.CONFLICT, failure), true);
            if (isGlobal(failure.obstacle(), object)) {
                throw failure;
            }
            return failed;
        }
    }

    private boolean isGlobal(Obstacle obstacle, HasMetadata object) {
        return switch (obstacle) {
            case NO_SPACE, UNKNOWN -> false;
            case UNREACHABLE, DEADLINE -> outageDetector.isOutage(Names.classOf(object));
            case ENGINE_MISSING, BUSY -> true;
        };
    }

    private Reconciled failed(HasMetadata object, String reason, String prefix, Refusal refusal, boolean isRetryable) {
        warn(object, reason, prefix + refusal.detail());
        return new Reconciled.Failed(Names.of(object), refusal, isRetryable);
    }

    private static Refusal refusal(Reason reason, RuntimeException cause) {
        return new Refusal(reason, String.valueOf(cause.getMessage()));
    }

    /** Whether somebody may remove the cause without changing the object: unmap the image, create a Secret or a pool. */
    private static boolean isRetryable(Refusal refusal) {
        return switch (refusal.reason()) {
            case NOT_FOUND, NO_POOL, IN_USE, DENIED -> true;
            case INVALID, CONFLICT -> false;
        };
    }
}
