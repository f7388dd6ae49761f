package io.rbdfunctions.reconcile.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.result.ConflictRetry;
import io.rbdfunctions.reconcile.result.Reconciled;
import io.rbdfunctions.reconcile.result.Reconciled.SnapshotAction;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** Reconciles a VolumeSnapshotContent: reads it, decides what it needs and does it. */
@Singleton
public record SnapshotReconciler(
        SnapshotContents contents,
        SnapshotCreation creation,
        SnapshotLookup lookup,
        SnapshotDeletion deletion,
        ProvisionerConfig provisioner,
        SnapshotConfig config) {
    private static final SnapshotContentDecision DISABLED =
            new SnapshotContentDecision.Nothing("snapshots are not enabled");

    /** Whether this installation handles contents. Without it, it has no permission to read them. */
    public boolean isEnabled() {
        return config.isEnabled();
    }

    /** The work that a content in its current state needs. */
    public SnapshotContentDecision decide(GenericKubernetesResource content) {
        return isEnabled() ? SnapshotContentDecision.of(content, provisioner.provisioner()) : DISABLED;
    }

    /** The work that a change of a content to this state causes. */
    public SnapshotContentDecision decideChange(GenericKubernetesResource content) {
        return isEnabled() ? SnapshotContentDecision.ofChange(content, provisioner.provisioner()) : DISABLED;
    }

    /**
     * Reads the content and does what it needs.
     *
     * @throws TryAgainException if the API server fails, or on a failure that concerns other objects, too
     */
    public Reconciled reconcile(ObjectName name) {
        return reconcile(name, this::decide);
    }

    /**
     * Reads the content, which has changed, and does what it needs, unless another attempt has that work.
     *
     * @throws TryAgainException if the API server fails, or on a failure that concerns other objects, too
     */
    public Reconciled reconcileChange(ObjectName name) {
        return reconcile(name, this::decideChange);
    }

    private Reconciled reconcile(ObjectName name, Function<GenericKubernetesResource, SnapshotContentDecision> decide) {
        if (!isEnabled()) {
            return new Reconciled.Nothing("snapshots are not enabled");
        }
        return ConflictRetry.run(() -> contents.find(name)
                .map(content -> perform(content, decide.apply(content)))
                .orElseGet(() -> new Reconciled.Nothing("the content no longer exists")));
    }

    private Reconciled perform(GenericKubernetesResource content, SnapshotContentDecision decision) {
        return switch (decision) {
            case SnapshotContentDecision.Nothing nothing -> new Reconciled.Nothing(nothing.reason());
            case SnapshotContentDecision.Create create -> creation.run(content, create.volumeHandle());
            case SnapshotContentDecision.LookUp look -> lookup.run(content, look.handle());
            case SnapshotContentDecision.Delete delete -> deletion.run(content, delete.handle());
            case SnapshotContentDecision.RemoveMark _ -> {
                var _ = contents.unmarkBeingCreated(content);
                yield new Reconciled.Nothing("it is ready");
            }
            case SnapshotContentDecision.RemoveFinalizer _ -> {
                contents.dropFinalizer(content);
                yield SnapshotResult.of(SnapshotAction.FINALIZER_REMOVED, new SnapshotContentView(content), "", 0);
            }
        };
    }
}
