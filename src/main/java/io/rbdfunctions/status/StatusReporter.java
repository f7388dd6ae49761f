package io.rbdfunctions.status;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.concurrent.Deadline;
import io.rbdfunctions.concurrent.MonotonicClock;
import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.PersistentVolumeClaims;
import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.event.EventReader;
import io.rbdfunctions.kubernetes.event.EventReader.WarningEvent;
import io.rbdfunctions.kubernetes.manifest.VolumeView;
import io.rbdfunctions.operation.outcome.FailureClassifier;
import io.rbdfunctions.operation.placement.ClassRoom;
import io.rbdfunctions.operation.placement.ClassRooms;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Creates the status report of the volumes. Changes nothing. */
@Singleton
public final class StatusReporter {
    private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    /** How many failures are listed; more are read to explain troubles. */
    private static final int MAX_FAILURES = 50;

    private static final int MAX_WARNINGS = 1_000;

    private record Warnings(
            List<WarningEvent> list, @Nullable String unknown) {
        /** The newest warning by what it is about. */
        Map<String, String> byObject() {
            return list.stream()
                    .collect(Collectors.toMap(WarningEvent::about, WarningEvent::message, (newest, _) -> newest));
        }
    }

    /** What is collected while the objects are listed. */
    private record Collected(
            Set<String> pendingClaims, VolumeIndex volumeIndex, VolumeSummary volumes, Troubles troubles) {}

    private final PoolStatusReader poolStatusReader;
    private final ClassRooms classRooms;
    private final Sweeper sweeper;
    private final PersistentVolumeClaims claims;
    private final PersistentVolumes volumes;
    private final EventReader eventReader;
    private final InstantSource clock;
    private final InstantSource monotonicClock;
    private final int pageSize;
    private final String provisionerName;
    private final String version;

    StatusReporter(
            PoolStatusReader poolStatusReader,
            ClassRooms classRooms,
            Sweeper sweeper,
            PersistentVolumeClaims claims,
            PersistentVolumes volumes,
            EventReader eventReader,
            InstantSource clock,
            @MonotonicClock InstantSource monotonicClock,
            ReconcileConfig config,
            ProvisionerConfig operations,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.poolStatusReader = poolStatusReader;
        this.classRooms = classRooms;
        this.sweeper = sweeper;
        this.claims = claims;
        this.volumes = volumes;
        this.eventReader = eventReader;
        this.clock = clock;
        this.monotonicClock = monotonicClock;
        this.pageSize = config.pageSize();
        this.provisionerName = operations.provisioner();
        this.version = version;
    }

    /**
     * Reads claims, volumes, pools and events for ten seconds at most.
     *
     * @param filter for the volumes to list, before it is known whether their images are missing
     * @throws TryAgainException if the API server fails
     */
    public StatusReport create(Predicate<VolumeEntry> filter) {
        return FailureClassifier.orTryAgain(() -> create(filter, clock.instant()));
    }

    private StatusReport create(Predicate<VolumeEntry> filter, Instant now) {
        Deadline deadline = Deadline.after(TIME_LIMIT, monotonicClock);
        CompletableFuture<List<ClassRoom>> rooms = Parallel.start(classRooms::read);
        Collected collected =
                new Collected(new HashSet<>(), poolStatusReader.newIndex(), new VolumeSummary(filter), new Troubles());
        boolean isComplete = forEach(claims::page, deadline, (PersistentVolumeClaim claim) -> add(claim, collected))
                && forEach(volumes::page, deadline, (PersistentVolume volume) -> add(volume, collected));
        PoolStatus pools = isComplete
                ? poolStatusReader.read(collected.volumeIndex(), collected.pendingClaims(), deadline)
                : poolStatusReader.readTrash(collected.volumeIndex());
        return report(now, collected, pools, Parallel.await(rooms), warnings(), isComplete);
    }

    private StatusReport report(
            Instant now,
            Collected collected,
            PoolStatus pools,
            List<ClassRoom> rooms,
            Warnings warnings,
            boolean isComplete) {
        List<Trouble> troubles = collected.troubles().find(pools.volumesWithoutImage(), warnings.byObject(), now);
        VolumeSummary summary = collected.volumes();
        return new StatusReport(
                now,
                version,
                troubles.stream().limit(Troubles.LIMIT).toList(),
                Math.max(0, troubles.size() - Troubles.LIMIT),
                summary.usage(),
                pools.pools(),
                rooms.stream().flatMap(RoomEntry::of).toList(),
                summary.namespaces(),
                summary.entries(pools.volumesWithoutImage()),
                summary.omitted(),
                pools.orphans(),
                pools.orphanImages(),
                pools.trash(),
                warnings.list().stream()
                        .limit(MAX_FAILURES)
                        .map(FailureEntry::of)
                        .toList(),
                warnings.unknown(),
                sweeper.last(),
                isComplete);
    }

    private <T> boolean forEach(ListPager.Source<T> pages, Deadline deadline, Consumer<T> action) {
        return new ListPager<>(pages, pageSize)
                .run(deadline::hasPassed, page -> page.items().forEach(action));
    }

    private void add(PersistentVolumeClaim claim, Collected collected) {
        ClaimDecision decision = ClaimDecision.of(claim, provisionerName);
        if (!(decision instanceof ClaimDecision.Nothing)) {
            collected.pendingClaims().add(claim.getMetadata().getUid());
            collected.troubles().add(claim, decision);
        }
    }

    private void add(PersistentVolume volume, Collected collected) {
        collected.volumeIndex().add(volume, provisionerName);
        if (new VolumeView(volume).isProvisionedBy(provisionerName)) {
            collected.volumes().add(volume);
            collected.troubles().add(volume);
        }
    }

    /** Does not fail the report, since the permission to read events may be missing. */
    private Warnings warnings() {
        try {
            return new Warnings(eventReader.newest(provisionerName, MAX_WARNINGS), null);
        } catch (ApiException unknown) {
            return new Warnings(List.of(), unknown.getMessage());
        }
    }
}
