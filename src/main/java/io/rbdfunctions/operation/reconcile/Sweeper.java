package io.rbdfunctions.operation.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.Claims;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.operation.OperationConfig;
import io.rbdfunctions.operation.Steady;
import io.rbdfunctions.operation.TryAgainException;
import io.rbdfunctions.operation.TryAgainException.Obstacle;
import io.rbdfunctions.operation.reconcile.Survey.FinishedSweep;
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
    private final Reconciliation reconciliation;
    private final PoolWays ways;
    private final TrashPurge purge;
    private final OrphanSearch search;
    private final Walk<PersistentVolumeClaim> claims;
    private final Walk<PersistentVolume> volumes;
    private final InstantSource clock;
    private final InstantSource steady;
    private final Duration time;
    private final int parallelism;
    private final String ours;
    private final ReentrantLock busy = new ReentrantLock();
    private volatile @Nullable FinishedSweep last;
    private volatile @Nullable Orphans orphans;

    Sweeper(
            Reconciliation reconciliation,
            PoolWays ways,
            TrashPurge purge,
            OrphanSearch search,
            Claims claims,
            Volumes volumes,
            InstantSource clock,
            @Steady InstantSource steady,
            ReconcileConfig config,
            OperationConfig operations) {
        this.reconciliation = reconciliation;
        this.ways = ways;
        this.purge = purge;
        this.search = search;
        this.claims = new Walk<>(claims::page, steady, config.pageSize());
        this.volumes = new Walk<>(volumes::page, steady, config.pageSize());
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
        Tally tally = new Tally();
        Set<String> awaited = new HashSet<>();
        SeenVolumes seen = new SeenVolumes();
        boolean isWhole = claims.isAtTheBeginning() && volumes.isAtTheBeginning();
        boolean isComplete = claims.go(end, page -> sweepClaims(page, end, tally, awaited))
                && volumes.go(end, page -> sweepVolumes(page, end, tally, seen));
        if (!isComplete) {
            return tally.report(null, false);
        }
        SortedMap<PoolKey, PoolWay> pools = ways.find(seen);
        Orphans orphans = isWhole ? search.find(pools, seen, awaited, end).orphans() : null;
        // Last, since it may take all the time that there is, each time.
        purge.purge(pools, end, tally);
        return tally.report(orphans, true);
    }

    private void sweepClaims(Page<PersistentVolumeClaim> page, Instant end, Tally tally, Set<String> awaited) {
        tally.sawClaims(page.items().size());
        List<PersistentVolumeClaim> pending = page.items().stream()
                .filter(claim -> !(ClaimDecision.of(claim, ours) instanceof ClaimAction.Nothing))
                .toList();
        pending.forEach(claim -> awaited.add(claim.getMetadata().getUid()));
        reconcile(
                pending.stream()
                        .<Subject>map(claim -> new Subject.Claim(ObjectKey.of(
                                claim.getMetadata().getNamespace(),
                                claim.getMetadata().getName())))
                        .toList(),
                end,
                tally);
    }

    private void sweepVolumes(Page<PersistentVolume> page, Instant end, Tally tally, SeenVolumes seen) {
        tally.sawVolumes(page.items().size());
        page.items().forEach(volume -> seen.add(volume, ours));
        reconcile(
                page.items().stream()
                        .filter(volume -> !(VolumeDecision.of(volume, ours) instanceof VolumeAction.Nothing))
                        .<Subject>map(volume -> new Subject.Volume(
                                new ObjectName(volume.getMetadata().getName())))
                        .toList(),
                end,
                tally);
    }

    private void reconcile(List<Subject> subjects, Instant end, Tally tally) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                parallelism, Thread.ofVirtual().name("sweep-", 0).factory())) {
            subjects.forEach(subject -> threads.execute(() -> reconcile(subject, end, tally)));
        }
    }

    private void reconcile(Subject subject, Instant end, Tally tally) {
        if (steady.instant().isAfter(end)) {
            return;
        }
        try {
            tally.add(subject, reconciliation.reconcile(subject));
        } catch (TryAgainException failure) {
            tally.fail(subject.toString(), String.valueOf(failure.getMessage()));
        }
    }
}
