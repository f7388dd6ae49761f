package io.rbdfunctions.reconcile.schedule;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.ConservativeClock;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.Names;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshotView;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshots;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.snapshot.SnapshotConfig;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.validation.Violation;
import io.rbdfunctions.volume.validation.Violations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes the snapshots of a claim that are due, and removes those that have expired. Only snapshots with the label of the claim are
 * removed. Replicas may do the same at once.
 */
@Singleton
public record SnapshotScheduler(
        VolumeSnapshots snapshots,
        PersistentVolumes volumes,
        SnapshotClassChoice classes,
        ApiCache cache,
        ReconcileEvents events,
        ConservativeClock clock,
        ProvisionerConfig provisioner,
        SnapshotConfig config) {
    private static final Logger LOG = Logger.getLogger(SnapshotScheduler.class);
    private static final String FAILED = "SnapshotScheduleFailed";

    /**
     * What was done for a claim.
     *
     * @param failure empty if nothing failed; an event on the claim says it, too
     */
    public record Result(int taken, int removed, Optional<String> failure) {
        static final Result NOTHING = new Result(0, 0, Optional.empty());
    }

    /**
     * Reads what the schedules of all claims need; empty if snapshots are not enabled.
     *
     * @throws ApiException if the API server fails
     */
    public Optional<ScheduleRound> begin() {
        if (!config.isEnabled()) {
            return Optional.empty();
        }
        Map<String, Map<String, String>> classes = new HashMap<>();
        for (StorageClass found : cache.storageClasses(provisioner.provisioner())) {
            classes.put(found.getMetadata().getName(), Objects.requireNonNullElse(found.getParameters(), Map.of()));
        }
        return Optional.of(new ScheduleRound(clock.instant(), classes, provisioner.provisioner()));
    }

    /**
     * Does what the schedule of a claim that {@link ScheduleRound#concerns} asks for.
     *
     * @throws TryAgainException if the API server fails
     */
    public Result run(PersistentVolumeClaim claim, ScheduleRound round) {
        Violations violations = new Violations();
        Optional<ScheduleTerms> terms = ScheduleTerms.of(claim, round.parametersOf(claim), violations);
        if (!violations.isEmpty()) {
            return failed(
                    claim, 0, violations.all().stream().map(Violation::toString).collect(Collectors.joining("; ")));
        }
        return terms.map(found -> FailureClassifier.orTryAgain(() -> run(claim, found, round.now())))
                .orElse(Result.NOTHING);
    }

    private Result run(PersistentVolumeClaim claim, ScheduleTerms terms, Instant now) {
        int removed = 0;
        try {
            List<VolumeSnapshotView> existing = existing(claim);
            ScheduleDecision decision = ScheduleDecision.of(
                    terms.schedule(),
                    terms.keep(),
                    Instant.parse(claim.getMetadata().getCreationTimestamp()),
                    existing.stream().map(ScheduledSnapshot::of).toList(),
                    now);
            removed = remove(claim, existing, Set.copyOf(decision.expired()));
            decision.waitsFor().ifPresent(name -> {
                throw new RefusedException(
                        Reason.CONFLICT,
                        "VolumeSnapshot %s is not ready yet, and the next one is due: check that the snapshot-controller runs"
                                .formatted(name));
            });
            boolean isTaken =
                    decision.due().filter(due -> take(claim, terms, due)).isPresent();
            return new Result(isTaken ? 1 : 0, removed, Optional.empty());
        } catch (RefusedException refused) {
            return failed(claim, removed, refused.refusal().detail());
        } catch (ApiException failure) {
            if (!failure.isForbidden() && !failure.isInvalidObject()) {
                throw failure;
            }
            return failed(claim, removed, String.valueOf(failure.getMessage()));
        }
    }

    /** Those with the label, unless somebody has given it to the snapshot of another claim. */
    private List<VolumeSnapshotView> existing(PersistentVolumeClaim claim) {
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

    private int remove(PersistentVolumeClaim claim, List<VolumeSnapshotView> existing, Set<String> expired) {
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

    /** Whether it was taken now. */
    private boolean take(PersistentVolumeClaim claim, ScheduleTerms terms, Instant due) {
        requireDynamicVolume(claim);
        ObjectName snapshotClass = classes.choose(terms.snapshotClass());
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
                    "VolumeSnapshot %s exists and does not belong to the schedule: rename it".formatted(key));
        }
    }

    private void requireDynamicVolume(PersistentVolumeClaim claim) {
        ObjectName name = new ObjectName(new ClaimView(claim).volumeName().orElseThrow());
        boolean isDynamic = volumes.find(name)
                .flatMap(volume -> new VolumeView(volume).dynamicHandle())
                .isPresent();
        if (!isDynamic) {
            throw new RefusedException(
                    Reason.CONFLICT,
                    "PersistentVolume %s is no dynamic volume of ceph-csi, of which no snapshots can be taken: convert it"
                            .formatted(name));
        }
    }

    private Result failed(PersistentVolumeClaim claim, int removed, String why) {
        events.warn(claim, FAILED, "failed to take scheduled snapshots: " + why);
        return new Result(0, removed, Optional.of(why));
    }
}
