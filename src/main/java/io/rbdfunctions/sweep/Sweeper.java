package io.rbdfunctions.sweep;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.reconcile.ReconcileConfig;
import io.rbdfunctions.reconcile.ReconcileKey;
import io.rbdfunctions.reconcile.Reconcilers;
import io.rbdfunctions.reconcile.claim.ClaimAction;
import io.rbdfunctions.reconcile.claim.ClaimDecision;
import io.rbdfunctions.reconcile.volume.VolumeAction;
import io.rbdfunctions.reconcile.volume.VolumeDecision;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all claims and volumes and does what events missed. Any number of sweeps and events at once is well, on
 * any number of replicas; in one replica a sweep waits for no other.
 */
@Singleton
public final class Sweeper {
    private final Reconcilers reconcilers;
    private final PoolDiscovery ways;
    private final TrashPurge purge;
    private final OrphanSearch search;
    private final ResumableListing<PersistentVolumeClaim> claims;
    private final ResumableListing<PersistentVolume> volumes;
    private final InstantSource clock;
    private final InstantSource steady;
    private final Duration time;
    private final int parallelism;
    private final String ours;
    private final ReentrantLock busy = new ReentrantLock();
    private volatile @Nullable FinishedSweep last;
    private volatile @Nullable Orphans orphans;

    Sweeper(
            Reconcilers reconcilers,
            PoolDiscovery ways,
            TrashPurge purge,
            OrphanSearch search,
            PersistentVolumeClaims persistentVolumeClaims,
            PersistentVolumes persistentVolumes,
            InstantSource clock,
            @MonotonicClock InstantSource steady,
            ReconcileConfig config,
            OperationConfig operations) {
        this.reconcilers = reconcilers;
        this.ways = ways;
        this.purge = purge;
        this.search = search;
        this.claims = new ResumableListing<>(persistentVolumeClaims::page, steady, config.pageSize());
        this.volumes = new ResumableListing<>(persistentVolumes::page, steady, config.pageSize());
        this.clock = clock;
        this.steady = steady;
        this.time = config.sweepTime();
        this.parallelism = config.sweepParallelism();
        this.ours = operations.provisioner();
    }

    /**
     * Sweeps for as long as the configuration has it.
     *
     * @throws TryAgainException when another sweep is running in this replica, or the API server does not answer
     */
    public SweepReport sweep() {
        if (!busy.tryLock()) {
            throw new TryAgainException(Obstacle.BUSY, "another sweep is running");
        }
        try {
            SweepReport report = sweepUntil(steady.instant().plus(time));
            last = new FinishedSweep(clock.instant(), report);
            if (report.orphans() != null) {
                orphans = report.orphans();
            }
            return report;
        } catch (ApiException unavailable) {
            throw new TryAgainException(Obstacle.UNREACHABLE, String.valueOf(unavailable.getMessage()), unavailable);
        } finally {
            busy.unlock();
        }
    }

    /** The last one that this replica finished; null before there was one. */
    public @Nullable FinishedSweep last() {
        return last;
    }

    /** What belonged to nobody when a sweep of this replica had time to look; null before there was one. */
    public @Nullable Orphans orphans() {
        return orphans;
    }

    private SweepReport sweepUntil(Instant end) {
        SweepCounter counter = new SweepCounter();
        Set<String> awaited = new HashSet<>();
        VolumeIndex seen = new VolumeIndex();
        boolean isWhole = claims.isAtTheBeginning() && volumes.isAtTheBeginning();
        boolean isComplete = claims.go(end, page -> sweepClaims(page, end, counter, awaited))
                && volumes.go(end, page -> sweepVolumes(page, end, counter, seen));
        if (!isComplete) {
            return counter.report(null, false);
        }
        SortedMap<PoolKey, PoolAccess> pools = ways.find(seen);
        Orphans orphans = isWhole ? search.find(pools, seen, awaited, end).orphans() : null;
        // Last, since it may take all the time that there is, each time.
        purge.purge(pools, end, counter);
        return counter.report(orphans, true);
    }

    private void sweepClaims(Page<PersistentVolumeClaim> page, Instant end, SweepCounter counter, Set<String> awaited) {
        counter.sawClaims(page.items().size());
        List<PersistentVolumeClaim> pending = page.items().stream()
                .filter(claim -> !(ClaimDecision.of(claim, ours) instanceof ClaimAction.Nothing))
                .toList();
        pending.forEach(claim -> awaited.add(claim.getMetadata().getUid()));
        reconcile(
                pending.stream()
                        .<ReconcileKey>map(claim -> new ReconcileKey.Claim(ObjectKey.of(
                                claim.getMetadata().getNamespace(),
                                claim.getMetadata().getName())))
                        .toList(),
                end,
                counter);
    }

    private void sweepVolumes(Page<PersistentVolume> page, Instant end, SweepCounter counter, VolumeIndex seen) {
        counter.sawVolumes(page.items().size());
        page.items().forEach(volume -> seen.add(volume, ours));
        reconcile(
                page.items().stream()
                        .filter(volume -> !(VolumeDecision.of(volume, ours) instanceof VolumeAction.Nothing))
                        .<ReconcileKey>map(volume -> new ReconcileKey.Volume(
                                new ObjectName(volume.getMetadata().getName())))
                        .toList(),
                end,
                counter);
    }

    private void reconcile(List<ReconcileKey> subjects, Instant end, SweepCounter counter) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                parallelism, Thread.ofVirtual().name("sweep-", 0).factory())) {
            subjects.forEach(key -> threads.execute(() -> reconcile(key, end, counter)));
        }
    }

    private void reconcile(ReconcileKey key, Instant end, SweepCounter counter) {
        if (steady.instant().isAfter(end)) {
            return;
        }
        try {
            counter.add(key, reconcilers.reconcile(key));
        } catch (TryAgainException failure) {
            counter.fail(key.toString(), String.valueOf(failure.getMessage()));
        }
    }
}
