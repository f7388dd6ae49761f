package io.rbdfunctions.operation.reconcile;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.Claims;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.kubernetes.Volumes;
import io.rbdfunctions.kubernetes.Warning;
import io.rbdfunctions.kubernetes.Warnings;
import io.rbdfunctions.operation.OperationConfig;
import io.rbdfunctions.operation.Steady;
import io.rbdfunctions.operation.TryAgainException;
import io.rbdfunctions.operation.TryAgainException.Obstacle;
import io.rbdfunctions.operation.reconcile.Survey.Failure;
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
public final class Surveyor {
    /** Nobody waits longer for a page. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MOST_FAILURES = 50;

    private record Failures(List<Failure> list, @Nullable String unknown) {}

    private final PoolSurvey pools;
    private final Sweeper sweeper;
    private final Claims claims;
    private final Volumes volumes;
    private final Warnings warnings;
    private final InstantSource clock;
    private final InstantSource steady;
    private final int pageSize;
    private final String ours;

    Surveyor(
            PoolSurvey pools,
            Sweeper sweeper,
            Claims claims,
            Volumes volumes,
            Warnings warnings,
            InstantSource clock,
            @Steady InstantSource steady,
            ReconcileConfig config,
            OperationConfig operations) {
        this.pools = pools;
        this.sweeper = sweeper;
        this.claims = claims;
        this.volumes = volumes;
        this.warnings = warnings;
        this.clock = clock;
        this.steady = steady;
        this.pageSize = config.pageSize();
        this.ours = operations.provisioner();
    }

    /** How things stand; {@link TryAgainException} when the API server does not answer. */
    public Survey survey() {
        try {
            return survey(clock.instant());
        } catch (ApiException unavailable) {
            throw new TryAgainException(Obstacle.UNREACHABLE, String.valueOf(unavailable.getMessage()), unavailable);
        }
    }

    private Survey survey(Instant now) {
        Instant end = steady.instant().plus(PATIENCE);
        Set<String> awaited = new HashSet<>();
        SeenVolumes seen = new SeenVolumes();
        SurveyTally tally = new SurveyTally();
        boolean isComplete = walk(claims::page, end, (PersistentVolumeClaim claim) -> await(claim, awaited))
                && walk(volumes::page, end, (PersistentVolume volume) -> see(volume, seen, tally));
        PoolSurvey.Held held = isComplete ? pools.of(seen, awaited, end) : pools.inPart(seen);
        Failures failures = failures();
        return new Survey(
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
        return new Walk<>(pages, steady, pageSize).go(end, page -> page.items().forEach(look));
    }

    private void await(PersistentVolumeClaim claim, Set<String> awaited) {
        if (!(ClaimDecision.of(claim, ours) instanceof ClaimAction.Nothing)) {
            awaited.add(claim.getMetadata().getUid());
        }
    }

    private void see(PersistentVolume volume, SeenVolumes seen, SurveyTally tally) {
        seen.add(volume, ours);
        if (new VolumeView(volume).isProvisionedBy(ours)) {
            tally.add(volume);
        }
    }

    /** They are not worth failing the rest: reading events is a right that may have been left out. */
    private Failures failures() {
        try {
            return new Failures(
                    warnings.newest(ours, MOST_FAILURES).stream()
                            .map(Surveyor::failure)
                            .toList(),
                    null);
        } catch (ApiException unknown) {
            return new Failures(List.of(), unknown.getMessage());
        }
    }

    private static Failure failure(Warning warning) {
        return new Failure(warning.last(), warning.about(), warning.reason(), warning.message(), warning.count());
    }
}
