package io.rbdfunctions.reconcile.schedule;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.rbdfunctions.kubernetes.ApiCache;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.ConservativeClock;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.manifest.ClaimView;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.kubernetes.snapshot.VolumeSnapshotView;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.result.ReconcileEvents;
import io.rbdfunctions.reconcile.snapshot.SnapshotConfig;
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

/**
 * Takes the snapshots of a claim that are due, and removes those that have expired. Only snapshots with the label of the claim are
 * removed. Replicas may do the same at once.
 */
@Singleton
public record SnapshotScheduler(
        ScheduledSnapshots snapshots,
        PersistentVolumes volumes,
        SnapshotClassChoice classes,
        ApiCache cache,
        ReconcileEvents events,
        ConservativeClock clock,
        ProvisionerConfig provisioner,
        SnapshotConfig config) {
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
            List<VolumeSnapshotView> existing = snapshots.of(claim);
            ScheduleDecision decision = ScheduleDecision.of(
                    terms.schedule(),
                    terms.keep(),
                    Instant.parse(claim.getMetadata().getCreationTimestamp()),
                    existing.stream().map(ScheduledSnapshot::of).toList(),
                    now);
            removed = snapshots.remove(claim, existing, Set.copyOf(decision.expired()));
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

    private boolean take(PersistentVolumeClaim claim, ScheduleTerms terms, Instant due) {
        requireDynamicVolume(claim);
        return snapshots.take(claim, due, classes.choose(terms.snapshotClass()));
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
