package io.rbdfunctions.reconcile;

import io.rbdfunctions.operation.audit.RequestContext;
import io.rbdfunctions.operation.outcome.EnumText;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.reconcile.result.Reconciled;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Does the work for objects, logs the results, and adds to the retry queue what failed and may succeed later. */
final class RetryingRunner {
    private static final Logger LOG = Logger.getLogger(RetryingRunner.class);

    private final Function<ReconcileKey, Reconciled> reconcile;
    private final RetryQueue queue;

    /**
     * Creates an empty queue.
     *
     * @param limit how many objects it holds
     * @param reconcile reads the object and does its work
     */
    RetryingRunner(int limit, Function<ReconcileKey, Reconciled> reconcile) {
        this.reconcile = reconcile;
        this.queue = new RetryQueue(limit, this::retry);
    }

    int waiting() {
        return queue.size();
    }

    /** Stops retrying, because the application ends. */
    void close() {
        queue.close();
    }

    /**
     * Reads the object and does its work.
     *
     * @throws TryAgainException on a failure that concerns other objects, too
     */
    Reconciled run(ReconcileKey key) {
        return run(key, () -> reconcile.apply(key));
    }

    /**
     * Does other work for the object. A retry reads the object.
     *
     * @throws TryAgainException on a failure that concerns other objects, too
     */
    Reconciled run(ReconcileKey key, Supplier<Reconciled> work) {
        try {
            Reconciled reconciled = perform(key, work);
            if (isRetryable(reconciled)) {
                queue.add(key);
            }
            return reconciled;
        } catch (TryAgainException failure) {
            queue.add(key);
            throw failure;
        }
    }

    private boolean retry(ReconcileKey key) {
        try {
            return !isRetryable(perform(key, () -> reconcile.apply(key)));
        } catch (TryAgainException failure) {
            LOG.debugf("%s will be retried: %s", key, failure.getMessage());
            return false;
        }
    }

    private static Reconciled perform(ReconcileKey key, Supplier<Reconciled> work) {
        Reconciled reconciled = RequestContext.current().about(key.toString()).call(work);
        switch (reconciled) {
            case Reconciled.Nothing nothing -> LOG.debugf("%s: nothing to do: %s", key, nothing.reason());
            case Reconciled.Done done -> LOG.infof("%s: %s", key, EnumText.label(done.action()));
            case Reconciled.AttacherDone done -> LOG.infof("%s: %s", key, EnumText.label(done.action()));
            case Reconciled.SnapshotDone done -> LOG.infof("%s: %s", key, EnumText.label(done.action()));
            case Reconciled.Failed failed ->
                LOG.infof("%s: %s", key, failed.refusal().detail());
        }
        return reconciled;
    }

    private static boolean isRetryable(Reconciled reconciled) {
        return reconciled instanceof Reconciled.Failed failed && failed.isRetryable();
    }
}
