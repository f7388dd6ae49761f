package io.rbdfunctions.status;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.event.EventReader;
import io.rbdfunctions.kubernetes.event.EventReader.WarningEvent;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.reconcile.ReconcileConfig;
import io.rbdfunctions.reconcile.claim.ClaimDecision;
import io.rbdfunctions.sweep.Sweeper;
import io.rbdfunctions.sweep.VolumeIndex;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Creates the status report of the volumes. Changes nothing. */
@Singleton
public final class StatusReporter {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private static final int MAX_FAILURES = 50;

    private record Failures(
            List<WarningEvent> list, @Nullable String unknown) {}

    private final PoolStatusReader poolStatusReader;
    private final Sweeper sweeper;
    private final PersistentVolumeClaims claims;
    private final PersistentVolumes volumes;
    private final EventReader eventReader;
    private final InstantSource clock;
    private final InstantSource monotonicClock;
    private final int pageSize;
    private final String provisionerName;

    StatusReporter(
            PoolStatusReader poolStatusReader,
            Sweeper sweeper,
            PersistentVolumeClaims claims,
            PersistentVolumes volumes,
            EventReader eventReader,
            InstantSource clock,
            @MonotonicClock InstantSource monotonicClock,
            ReconcileConfig config,
            ProvisionerConfig operations) {
        this.poolStatusReader = poolStatusReader;
        this.sweeper = sweeper;
        this.claims = claims;
        this.volumes = volumes;
        this.eventReader = eventReader;
        this.clock = clock;
        this.monotonicClock = monotonicClock;
        this.pageSize = config.pageSize();
        this.provisionerName = operations.provisioner();
    }

    /**
     * Reads claims, volumes, pools and events for ten seconds at most.
     *
     * @throws TryAgainException if the API server fails
     */
    public StatusReport create() {
        return FailureClassifier.orTryAgain(() -> create(clock.instant()));
    }

    private StatusReport create(Instant now) {
        Deadline deadline = Deadline.after(TIME_LIMIT, monotonicClock);
        Set<String> pendingClaims = new HashSet<>();
        VolumeIndex volumeIndex = poolStatusReader.newIndex();
        StatusReportBuilder builder = new StatusReportBuilder();
        boolean isComplete = forEach(claims::page, deadline, (PersistentVolumeClaim claim) -> add(claim, pendingClaims))
                && forEach(volumes::page, deadline, (PersistentVolume volume) -> add(volume, volumeIndex, builder));
        PoolStatusReader.PoolStatus pools = isComplete
                ? poolStatusReader.read(volumeIndex, pendingClaims, deadline)
                : poolStatusReader.readTrash(volumeIndex);
        Failures failures = failures();
        return new StatusReport(
                now,
                builder.usage(),
                builder.entries(),
                builder.omitted(),
                pools.orphans(),
                pools.trash(),
                failures.list(),
                failures.unknown(),
                sweeper.last(),
                isComplete);
    }

    private <T> boolean forEach(ListPager.Source<T> pages, Deadline deadline, Consumer<T> action) {
        return new ListPager<>(pages, pageSize)
                .run(deadline::hasPassed, page -> page.items().forEach(action));
    }

    private void add(PersistentVolumeClaim claim, Set<String> pendingClaims) {
        if (!(ClaimDecision.of(claim, provisionerName) instanceof ClaimDecision.Nothing)) {
            pendingClaims.add(claim.getMetadata().getUid());
        }
    }

    private void add(PersistentVolume volume, VolumeIndex volumeIndex, StatusReportBuilder builder) {
        volumeIndex.add(volume, provisionerName);
        if (new VolumeView(volume).isProvisionedBy(provisionerName)) {
            builder.add(volume);
        }
    }

    /** Does not fail the report, since the permission to read events may be missing. */
    private Failures failures() {
        try {
            return new Failures(eventReader.newest(provisionerName, MAX_FAILURES), null);
        } catch (ApiException unknown) {
            return new Failures(List.of(), unknown.getMessage());
        }
    }
}
