package io.rbdfunctions.reconcile.snapshot;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContentView;

/**
 * The work that a VolumeSnapshotContent needs, by the rules of csi-snapshotter ({@code snapshot_controller.go}). Decided by pure
 * functions without side effects.
 */
public sealed interface SnapshotContentDecision {
    record Nothing(String reason) implements SnapshotContentDecision {}

    /** Take the snapshot, or finish what an earlier attempt began. */
    record Create(String volumeHandle) implements SnapshotContentDecision {}

    /** The snapshot existed before: find it. */
    record LookUp(String handle) implements SnapshotContentDecision {}

    /** The snapshot is there, and the note that it is being taken is left over. */
    record RemoveMark() implements SnapshotContentDecision {}

    /** Delete the snapshot, then let the object go. */
    record Delete(String handle) implements SnapshotContentDecision {}

    /** The object is being deleted and the snapshot is kept, or there is none: let the object go. */
    record RemoveFinalizer(String reason) implements SnapshotContentDecision {}

    /** Decides on an object in its current state. */
    static SnapshotContentDecision of(GenericKubernetesResource object, String driver) {
        SnapshotContentView content = new SnapshotContentView(object);
        if (!content.hasDriver(driver)) {
            return new Nothing("it belongs to another driver");
        }
        return isToBeDeleted(content) ? deletion(content) : creation(content);
    }

    /**
     * Decides on an object that an event or a watch reports. The own notes and errors of an attempt are reported too: they are not
     * its repetition, which would follow at once and without end.
     */
    static SnapshotContentDecision ofChange(GenericKubernetesResource object, String driver) {
        SnapshotContentDecision decision = of(object, driver);
        boolean isAttempt = decision instanceof Create || decision instanceof LookUp;
        SnapshotContentView content = new SnapshotContentView(object);
        if (isAttempt && content.hasError()) {
            return new Nothing("it has failed and is retried later");
        }
        return isAttempt && content.isBeingCreated() ? new Nothing("its snapshot is being taken") : decision;
    }

    /** While a call may have an unknown effect, the snapshot is taken first, so that it can be deleted by its handle. */
    private static boolean isToBeDeleted(SnapshotContentView content) {
        if (!content.isTerminating()) {
            return false;
        }
        boolean isUnbound =
                content.sourceHandle().isPresent() && content.snapshotUid().isEmpty();
        return isUnbound || (!content.isBeingCreated() && content.isBeingDeleted());
    }

    private static SnapshotContentDecision deletion(SnapshotContentView content) {
        if (!content.hasFinalizer()) {
            return new Nothing("it is being deleted and does not have the finalizer");
        }
        if (content.isGrouped()) {
            return new RemoveFinalizer("it belongs to a group snapshot");
        }
        if (!content.hasDeletePolicy()) {
            return new RemoveFinalizer("its deletion policy is not Delete");
        }
        return content.handle()
                .<SnapshotContentDecision>map(Delete::new)
                .orElseGet(() -> new RemoveFinalizer("it has no snapshot"));
    }

    private static SnapshotContentDecision creation(SnapshotContentView content) {
        if (content.isReady()) {
            return content.isBeingCreated() ? new RemoveMark() : new Nothing("it is ready");
        }
        if (content.sourceHandle().isPresent()) {
            return new LookUp(content.sourceHandle().get());
        }
        if (content.isGrouped()) {
            return new Nothing("it belongs to a group snapshot");
        }
        return content.volumeHandle()
                .<SnapshotContentDecision>map(Create::new)
                .orElseGet(() -> new Nothing("it has no source"));
    }
}
