package io.rbdfunctions.reconcile.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.volume.validation.InvalidRequestException;
import io.rbdfunctions.volume.validation.InvalidValueException;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.function.Function;

/** Writes why a snapshot was not taken or found into the status of its content, from where users see it. */
@Singleton
record SnapshotFailures(SnapshotContents contents, InstantSource clock) {
    /** Work that writes the content, and can be asked for what it wrote last when it fails. */
    static final class Attempt {
        private GenericKubernetesResource content;

        private Attempt(GenericKubernetesResource content) {
            this.content = content;
        }

        GenericKubernetesResource content() {
            return content;
        }

        SnapshotContentView view() {
            return new SnapshotContentView(content);
        }

        void wrote(GenericKubernetesResource now) {
            content = now;
        }
    }

    /**
     * Does the work. A failure is recorded and thrown.
     *
     * @param prefix the beginning of the error's message; the cause follows
     */
    <T> T record(GenericKubernetesResource content, String prefix, Function<Attempt, T> work) {
        Attempt attempt = new Attempt(content);
        try {
            return work.apply(attempt);
        } catch (RefusedException | InvalidRequestException | InvalidValueException failure) {
            // Nothing is under way any more, so that the object can be deleted.
            attempt.wrote(contents.unmarkBeingCreated(attempt.content()));
            record(attempt, prefix + failure.getMessage());
            throw failure;
        } catch (TryAgainException failure) {
            if (failure.obstacle() != Obstacle.BUSY && !(failure.getCause() instanceof ApiException)) {
                record(attempt, prefix + failure.getMessage());
            }
            throw failure;
        }
    }

    private void record(Attempt attempt, String message) {
        attempt.wrote(contents.patchStatus(
                attempt.content(), SnapshotStatus.failed(attempt.view(), message, clock.instant())));
    }
}
