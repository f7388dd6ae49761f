package io.rbdfunctions.sweep;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.StaleObjectException;
import io.rbdfunctions.kubernetes.VolumeAttachments;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.ReconcileConfig;
import io.rbdfunctions.reconcile.ReconcileKey;
import io.rbdfunctions.reconcile.Reconcilers;
import io.rbdfunctions.reconcile.capacity.CapacityReconciler;
import io.rbdfunctions.reconcile.capacity.CapacityResult;
import io.rbdfunctions.sweep.PoolDiscovery.PoolAccess;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reconciles all claims, volumes, attachments and contents of snapshots that need work, in case an event was lost, and takes and removes
 * scheduled snapshots; then searches for orphans and purges the trash. Tells the scheduler where volumes fit. Sweeps and events may overlap between replicas; one replica runs one sweep at a time.
 */
@Singleton
public final class Sweeper {
    /** @param orphans null if they were not searched for */
    private record Swept(@Nullable Orphans orphans, boolean isComplete) {}

    /** A sweep that this replica finished, and when it ended. */
    public record FinishedSweep(
            @JsonSerialize(using = SecondsSerializer.class) Instant at, SweepReport report) {}

    private final Reconcilers reconcilers;
    private final PoolDiscovery poolDiscovery;
    private final TrashPurge purge;
    private final OrphanSearch orphanSearch;
    private final ScheduleSweep schedules;
    private final CapacityReconciler capacities;
    private final ListPager<VolumeAttachment> attachments;
    private final ListPager<GenericKubernetesResource> contents;
    private final ListPager<PersistentVolumeClaim> claims;
    private final ListPager<PersistentVolume> volumes;
    private final InstantSource clock;
    private final InstantSource monotonicClock;
    private final Duration timeLimit;
    private final ReconcileBatch batch;
    private final String provisionerName;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable FinishedSweep last;
    private volatile @Nullable Orphans orphans;

    Sweeper(
            Reconcilers reconcilers,
            PoolDiscovery poolDiscovery,
            TrashPurge purge,
            OrphanSearch orphanSearch,
            ScheduleSweep schedules,
            CapacityReconciler capacities,
            VolumeAttachments attachments,
            SnapshotContents contents,
            PersistentVolumeClaims claims,
            PersistentVolumes volumes,
            InstantSource clock,
            @MonotonicClock InstantSource monotonicClock,
            ReconcileConfig config,
            ProvisionerConfig operations) {
        this.reconcilers = reconcilers;
        this.poolDiscovery = poolDiscovery;
        this.purge = purge;
        this.orphanSearch = orphanSearch;
        this.schedules = schedules;
        this.capacities = capacities;
        this.attachments = new ListPager<>(ListPager.restarting(attachments::page), config.pageSize());
        this.contents = new ListPager<>(ListPager.restarting(contents::page), config.pageSize());
        this.claims = new ListPager<>(ListPager.restarting(claims::page), config.pageSize());
        this.volumes = new ListPager<>(ListPager.restarting(volumes::page), config.pageSize());
        this.clock = clock;
        this.monotonicClock = monotonicClock;
        this.timeLimit = config.sweepTime();
        this.batch = new ReconcileBatch(reconcilers, config.sweepParallelism());
        this.provisionerName = operations.provisioner();
    }

    /**
     * Sweeps until everything is checked or the configured time is up.
     *
     * @throws TryAgainException if another sweep is running in this replica, or the API server fails
     */
    public SweepReport sweep() {
        if (!lock.tryLock()) {
            throw new TryAgainException(Obstacle.BUSY, "another sweep is running; try again when it has ended");
        }
        try {
            SweepReport report =
                    FailureClassifier.orTryAgain(() -> sweepUntil(Deadline.after(timeLimit, monotonicClock)));
            last = new FinishedSweep(clock.instant(), report);
            if (report.orphans() != null) {
                orphans = report.orphans();
            }
            return report;
        } finally {
            lock.unlock();
        }
    }

    /** The last sweep that this replica finished; null if there is none. */
    public @Nullable FinishedSweep last() {
        return last;
    }

    /** The orphans that the last complete search of this replica found; null if there is none. */
    public @Nullable Orphans orphans() {
        return orphans;
    }

    private SweepReport sweepUntil(Deadline deadline) {
        SweepCounter counter = new SweepCounter();
        // Beside the rest, so that a cluster that does not answer delays neither.
        CompletableFuture<Boolean> capacity = Parallel.start(() -> sweepCapacities(counter));
        Swept swept = sweepObjects(deadline, counter);
        Parallel.await(capacity);
        return counter.report(swept.orphans(), swept.isComplete());
    }

    private Swept sweepObjects(Deadline deadline, SweepCounter counter) {
        Set<String> pendingClaims = new HashSet<>();
        VolumeIndex volumeIndex = poolDiscovery.newIndex();
        // First, since pods wait for them, and they need no Ceph.
        if (!sweepAttachments(deadline, counter)) {
            return new Swept(null, false);
        }
        // Before the orphans: a snapshot that is being taken is none.
        if (!sweepSnapshots(deadline, counter)) {
            return new Swept(null, false);
        }
        Consumer<Page<PersistentVolumeClaim>> scheduled = schedules.begin(deadline, counter);
        boolean isFromStart = claims.isAtStart() && volumes.isAtStart();
        boolean isComplete = claims.run(deadline::hasPassed, page -> {
                    sweepClaims(page, deadline, counter, pendingClaims);
                    scheduled.accept(page);
                })
                && volumes.run(deadline::hasPassed, page -> sweepVolumes(page, deadline, counter, volumeIndex));
        if (!isComplete) {
            return new Swept(null, false);
        }
        SortedMap<PoolKey, PoolAccess> pools = poolDiscovery.find(volumeIndex);
        Orphans orphans = isFromStart
                ? orphanSearch.find(pools, volumeIndex, pendingClaims, deadline).orphans()
                : null;
        // Last, since it may use up the remaining time in every sweep.
        purge.purge(pools, volumeIndex, deadline, counter);
        return new Swept(orphans, true);
    }

    private boolean sweepAttachments(Deadline deadline, SweepCounter counter) {
        return !reconcilers.isAttacher()
                || optional(
                        "attachments",
                        counter,
                        () -> attachments.run(
                                deadline::hasPassed,
                                page -> batch.run(
                                        keys(page, reconcilers::needsWork, ReconcileKey::of), deadline, counter)));
    }

    private boolean sweepSnapshots(Deadline deadline, SweepCounter counter) {
        return !reconcilers.areSnapshotsEnabled()
                || optional(
                        "snapshots",
                        counter,
                        () -> contents.run(
                                deadline::hasPassed,
                                page -> batch.run(
                                        keys(page, reconcilers::needsWork, ReconcileKey::of), deadline, counter)));
    }

    private boolean sweepCapacities(SweepCounter counter) {
        return optional("capacities", counter, () -> {
            CapacityResult result = capacities.reconcile();
            result.done().forEach(counter::addDone);
            result.failures().forEach((name, cause) -> counter.addFailure("capacity of class " + name, cause));
            return true;
        });
    }

    /** Without the permission to list objects of the kind, which is separate, or without the kind, the sweep goes on. */
    private static boolean optional(String objects, SweepCounter counter, BooleanSupplier sweep) {
        try {
            return sweep.getAsBoolean();
        } catch (StaleObjectException _) {
            return true;
        } catch (ApiException failure) {
            if (!failure.isForbidden()) {
                throw failure;
            }
            counter.addFailure(objects, String.valueOf(failure.getMessage()));
            return true;
        }
    }

    private static <T> List<ReconcileKey> keys(Page<T> page, Predicate<T> needsWork, Function<T, ReconcileKey> keyOf) {
        return page.items().stream().filter(needsWork).map(keyOf).toList();
    }

    private void sweepClaims(
            Page<PersistentVolumeClaim> page, Deadline deadline, SweepCounter counter, Set<String> pendingClaims) {
        counter.addClaims(page.items().size());
        List<PersistentVolumeClaim> pending =
                page.items().stream().filter(reconcilers::needsWork).toList();
        pending.forEach(claim -> pendingClaims.add(claim.getMetadata().getUid()));
        batch.run(pending.stream().<ReconcileKey>map(ReconcileKey::of).toList(), deadline, counter);
    }

    private void sweepVolumes(
            Page<PersistentVolume> page, Deadline deadline, SweepCounter counter, VolumeIndex volumeIndex) {
        counter.addVolumes(page.items().size());
        page.items().forEach(volume -> volumeIndex.add(volume, provisionerName));
        batch.run(keys(page, reconcilers::needsWork, ReconcileKey::of), deadline, counter);
    }
}
