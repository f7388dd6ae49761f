package io.rbdfunctions.operation.reconcile;

import io.rbdfunctions.operation.reconcile.Survey.Trashed;
import io.rbdfunctions.rbd.command.TrashedImage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Tells what the pools hold beside the volumes. The classes, and each pool's trash, are asked for once. */
@Singleton
final class PoolSurvey {
    /**
     * What there is.
     *
     * @param orphans null where they were not looked for
     */
    record Held(@Nullable Orphans orphans, List<Trashed> trash) {}

    private final PoolWays ways;
    private final OrphanSearch search;
    private final TrashSurvey trash;

    PoolSurvey(PoolWays ways, OrphanSearch search, TrashSurvey trash) {
        this.ways = ways;
        this.search = search;
        this.trash = trash;
    }

    /** With all volumes seen; see {@link OrphanSearch#find}. */
    Held of(SeenVolumes seen, Set<String> awaited, Instant end) {
        SortedMap<PoolKey, PoolWay> pools = ways.find(seen);
        OrphanSearch.Found found = search.find(pools, seen, awaited, end);
        return new Held(found.orphans(), TrashSurvey.of(pools, found.trash()));
    }

    /** With some of the volumes seen: what belongs to nobody cannot be told then. */
    Held inPart(SeenVolumes seen) {
        SortedMap<PoolKey, PoolWay> pools = ways.find(seen);
        Map<PoolKey, List<TrashedImage>> read = trash.read(pools);
        return new Held(null, TrashSurvey.of(pools, read));
    }
}
