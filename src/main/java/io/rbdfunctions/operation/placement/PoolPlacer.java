package io.rbdfunctions.operation.placement;

import io.rbdfunctions.journal.JournalLocation;
import io.rbdfunctions.journal.JournaledVolume;
import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.placement.TopologyRequirement.Match;
import io.rbdfunctions.rbd.RbdError;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.placement.PoolCandidate;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses the pool of a new volume. A volume that an earlier attempt or ceph-csi has entered into a journal stays in its pool. */
@Singleton
public record PoolPlacer(TopologyRequirements requirements, PoolRooms rooms, VolumeJournal journal) {
    /**
     * Chooses a pool.
     *
     * @param session with any pool of the class
     * @throws io.rbdfunctions.operation.outcome.RefusedException if no pool can be reached from where the volume is needed, or if one that
     *     other nodes reach could have room
     * @throws io.rbdfunctions.operation.outcome.TryAgainException if no pool has room
     */
    public Placement place(PoolSession session, PlacementRequest request) {
        TopologyRequirement requirement = requirements.of(request);
        return earlier(session, request)
                .map(pool -> keep(pool, requirement))
                .orElseGet(() -> choose(session, request, requirement));
    }

    private static Placement keep(PoolCandidate pool, TopologyRequirement requirement) {
        Match match = requirement.matches(List.of(pool)).stream()
                .findFirst()
                .orElseThrow(() -> NoPool.because(
                        "an earlier attempt has placed the volume into %s, which cannot be reached from %s; delete the claim and create it again"
                                .formatted(pool.pool(), requirement)));
        return new Placement(pool, match.topology());
    }

    private Placement choose(PoolSession session, PlacementRequest request, TopologyRequirement requirement) {
        List<PoolCandidate> candidates = request.choices().candidates();
        List<Match> matches = requirement.matches(candidates);
        if (matches.isEmpty()) {
            throw NoPool.reaches(requirement, candidates);
        }
        List<PoolCandidate> pools = matches.stream()
                .flatMap(match -> match.pools().stream())
                .distinct()
                .toList();
        Map<PoolName, PoolRoom> found = rooms.read(session.rbd(), pools);
        PoolRanking ranking = new PoolRanking(request.choices(), found);
        return matches.stream()
                .flatMap(match -> choose(ranking, match, request).stream())
                .findFirst()
                .orElseThrow(() -> NoPool.hasRoom(request, pools, describe(pools, found)));
    }

    private static Optional<Placement> choose(PoolRanking ranking, Match match, PlacementRequest request) {
        return ranking.choose(match.pools(), request.size(), request.volume().value())
                .map(pool -> new Placement(pool, match.topology()));
    }

    private static String describe(List<PoolCandidate> pools, Map<PoolName, PoolRoom> rooms) {
        return pools.stream()
                .map(PoolCandidate::storage)
                .distinct()
                .map(pool -> Optional.ofNullable(rooms.get(pool))
                        .map(room -> "%s has %d MiB free and is %d %% full"
                                .formatted(pool, room.free() >> 20, Math.round(room.used() * 100)))
                        .orElse(pool + " does not exist"))
                .collect(Collectors.joining(", "));
    }

    /** ceph-csi has a directory in each pool, unless the class names one. A pool that does not exist has none. */
    private Optional<PoolCandidate> earlier(PoolSession session, PlacementRequest request) {
        JournalLocation location = Objects.requireNonNull(session.journal());
        return Stream.concat(
                        Stream.of(location.journalPool()),
                        request.choices().candidates().stream().map(PoolCandidate::pool))
                .distinct()
                .flatMap(pool -> find(session, new JournalLocation(pool, pool, location.namespace()), request).stream())
                .findFirst()
                .map(volume -> candidate(volume, request));
    }

    private Optional<JournaledVolume> find(PoolSession session, JournalLocation directory, PlacementRequest request) {
        try {
            return journal.find(session.rbd(), directory, request.volume());
        } catch (RbdException failure) {
            if (failure.error() == RbdError.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** A pool that the class no longer names is kept, too. */
    private static PoolCandidate candidate(JournaledVolume volume, PlacementRequest request) {
        PoolName pool = volume.location().imagePool();
        return request.choices().candidates().stream()
                .filter(known -> known.pool().equals(pool))
                .findFirst()
                .orElseGet(() -> PoolCandidate.everywhere(pool));
    }
}
