package io.rbdfunctions.status;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.event.EventReader;
import io.rbdfunctions.kubernetes.event.WarningEvent;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.reconcile.ReconcileConfig;
import io.rbdfunctions.reconcile.claim.ClaimAction;
import io.rbdfunctions.reconcile.claim.ClaimDecision;
import io.rbdfunctions.status.StatusReport.Failure;
import io.rbdfunctions.sweep.ResumableListing;
import io.rbdfunctions.sweep.Sweeper;
import io.rbdfunctions.sweep.VolumeIndex;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks at everything and changes nothing: for people who want to know how things stand. */
@Singleton
public final class StatusReporter {
    /** Nobody waits longer for a page. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_FAILURES = 50;

    private record Failures(List<Failure> list, @Nullable String unknown) {}

    private final PoolStatusReader pools;
    private final Sweeper sweeper;
    private final PersistentVolumeClaims claims;
    private final PersistentVolumes persistentVolumes;
    private final EventReader eventReader;
    private final InstantSource clock;
    private final InstantSource steady;
    private final int pageSize;
    private final String ours;

    StatusReporter(
            PoolStatusReader pools,
            Sweeper sweeper,
            PersistentVolumeClaims claims,
            PersistentVolumes persistentVolumes,
            EventReader eventReader,
            InstantSource clock,
            @MonotonicClock InstantSource steady,
            ReconcileConfig config,
            OperationConfig operations) {
        this.pools = pools;
        this.sweeper = sweeper;
        this.claims = claims;
        this.persistentVolumes = persistentVolumes;
        this.eventReader = eventReader;
        this.clock = clock;
        this.steady = steady;
        this.pageSize = config.pageSize();
        this.ours = operations.provisioner();
    }

    /** How things stand; {@link TryAgainException} when the API server does not answer. */
    public StatusReport survey() {
        try {
            return survey(clock.instant());
        } catch (ApiException unavailable) {
            throw new TryAgainException(Obstacle.UNREACHABLE, String.valueOf(unavailable.getMessage()), unavailable);
        }
    }

    private StatusReport survey(Instant now) {
        Instant end = steady.instant().plus(PATIENCE);
        Set<String> awaited = new HashSet<>();
        VolumeIndex seen = new VolumeIndex();
        StatusReportBuilder tally = new StatusReportBuilder();
        boolean isComplete = walk(claims::page, end, (PersistentVolumeClaim claim) -> await(claim, awaited))
                && walk(persistentVolumes::page, end, (PersistentVolume volume) -> see(volume, seen, tally));
        PoolStatusReader.Held held = isComplete ? pools.of(seen, awaited, end) : pools.inPart(seen);
        Failures failures = failures();
        return new StatusReport(
                now,
                tally.shares(),
                tally.lines(),
                tally.omitted(),
                held.orphans(),
                held.trash(),
                failures.list(),
                failures.unknown(),
                sweeper.last(),
                isComplete);
    }

    private <T> boolean walk(BiFunction<Integer, @Nullable String, Page<T>> pages, Instant end, Consumer<T> look) {
        return new ResumableListing<>(pages, steady, pageSize)
                .go(end, page -> page.items().forEach(look));
    }

    private void await(PersistentVolumeClaim claim, Set<String> awaited) {
        if (!(ClaimDecision.of(claim, ours) instanceof ClaimAction.Nothing)) {
            awaited.add(claim.getMetadata().getUid());
        }
    }

    private void see(PersistentVolume volume, VolumeIndex seen, StatusReportBuilder tally) {
        seen.add(volume, ours);
        if (new VolumeView(volume).isProvisionedBy(ours)) {
            tally.add(volume);
        }
    }

    /** They are not worth failing the rest: reading events is a right that may have been left out. */
    private Failures failures() {
        try {
            return new Failures(
                    eventReader.newest(ours, MOST_FAILURES).stream()
                            .map(StatusReporter::failure)
                            .toList(),
                    null);
        } catch (ApiException unknown) {
            return new Failures(List.of(), unknown.getMessage());
        }
    }

    private static Failure failure(WarningEvent warningEvent) {
        return new Failure(
                warningEvent.last(),
                warningEvent.about(),
                warningEvent.reason(),
                warningEvent.message(),
                warningEvent.count());
    }
}
