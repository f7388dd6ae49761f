package io.rbdfunctions.operation.placement;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.placement.PoolCandidate;
import io.rbdfunctions.volume.placement.PoolChoices;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses one of the pools that a volume can be placed in.
 *
 * @param rooms by the pools of the data; a pool that is missing has no room, because the cluster does not have it
 */
record PoolRanking(PoolChoices choices, Map<PoolName, PoolRoom> rooms) {
    /** @param volume what the choice of {@code round-robin} depends on; the same for each attempt */
    Optional<PoolCandidate> choose(List<PoolCandidate> pools, Capacity size, String volume) {
        List<PoolCandidate> withRoom =
                pools.stream().filter(pool -> hasRoom(pool, size)).toList();
        return switch (choices.selection()) {
            case FIRST_WITH_ROOM -> withRoom.stream().findFirst();
            case MOST_FREE ->
                withRoom.stream()
                        .sorted(Comparator.comparingLong(this::free).reversed())
                        .findFirst();
            case ROUND_ROBIN -> withRoom.stream().max(Comparator.comparingLong(pool -> weight(pool, volume)));
        };
    }

    private boolean hasRoom(PoolCandidate pool, Capacity size) {
        PoolRoom room = rooms.get(pool.storage());
        return room != null && room.has(size, choices.fullRatio());
    }

    private long free(PoolCandidate pool) {
        return Optional.ofNullable(rooms.get(pool.storage()))
                .map(PoolRoom::free)
                .orElse(0L);
    }

    /** Rendezvous hashing: another pool with room changes the choice only of the volumes that move to it. */
    private static long weight(PoolCandidate pool, String volume) {
        long hash = 0xcbf29ce484222325L;
        for (char character : (volume + "/" + pool.pool()).toCharArray()) {
            hash = (hash ^ character) * 0x100000001b3L;
        }
        // FNV leaves similar texts close together: mix the bits, as SplittableRandom does.
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
