package io.rbdfunctions.reconcile.schedule;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshotView;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshots;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Finds, takes and removes the scheduled snapshots of a claim. Every method throws {@link ApiException} if the API server fails. */
@Singleton
record ScheduledSnapshots(VolumeSnapshots snapshots) {
    private static final Logger LOG = Logger.getLogger(ScheduledSnapshots.class);

    /**
     * Those with the label of the claim, unless somebody has given it to the snapshot of another claim.
     *
     * @throws RefusedException if the cluster does not have the kind
     */
    List<VolumeSnapshotView> of(PersistentVolumeClaim claim) {
        ObjectKey key = Names.keyOf(claim);
        try {
            return snapshots
                    .labelled(
                            key.namespace(),
                            ScheduledSnapshot.LABEL,
                            claim.getMetadata().getUid())
                    .stream()
                    .filter(snapshot -> snapshot.sourceClaim()
                            .filter(key.name().value()::equals)
                            .isPresent())
                    .toList();
        } catch (StaleObjectException _) {
            throw new RefusedException(
                    Reason.NOT_FOUND,
                    "the cluster has no VolumeSnapshots: install the snapshot API and its controller");
        }
    }

    /** Removes those of these names, and returns how many there were. */
    int remove(PersistentVolumeClaim claim, List<VolumeSnapshotView> existing, Set<String> expired) {
        int removed = 0;
        for (VolumeSnapshotView snapshot : existing) {
            if (expired.contains(snapshot.name()) && remove(snapshot)) {
                LOG.infof("removed VolumeSnapshot %s of claim %s", snapshot.name(), Names.of(claim));
                removed++;
            }
        }
        return removed;
    }

    /** Whether it was removed now. What has changed meanwhile is decided about by the next sweep. */
    private boolean remove(VolumeSnapshotView snapshot) {
        try {
            snapshots.delete(snapshot);
            return true;
        } catch (StaleObjectException _) {
            return false;
        }
    }

    /**
     * Takes a snapshot, unless it is there.
     *
     * @return whether it was taken now
     * @throws RefusedException if another one has its name
     */
    boolean take(PersistentVolumeClaim claim, Instant due, ObjectName snapshotClass) {
        ObjectKey key =
                new ObjectKey(Names.keyOf(claim).namespace(), new ObjectName(ScheduledSnapshot.nameOf(claim, due)));
        try {
            snapshots.create(ScheduledSnapshot.manifest(claim, due, snapshotClass.value()));
            LOG.infof("requested VolumeSnapshot %s of claim %s", key, Names.of(claim));
            return true;
        } catch (StaleObjectException conflict) {
            requireScheduled(key, conflict);
            return false;
        }
    }

    /** Another replica may have taken it just now, or the user has removed the label to keep it. */
    private void requireScheduled(ObjectKey key, StaleObjectException conflict) {
        VolumeSnapshotView snapshot = snapshots.find(key).orElseThrow(() -> conflict);
        if (snapshot.annotation(ScheduledSnapshot.TIME).isEmpty()) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "VolumeSnapshot %s exists and does not belong to the schedule: delete it".formatted(key));
        }
    }
}
