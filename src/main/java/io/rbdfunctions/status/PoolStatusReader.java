package io.rbdfunctions.status;

import io.rbdfunctions.rbd.command.TrashedImage;
import io.rbdfunctions.status.StatusReport.Trashed;
import io.rbdfunctions.sweep.OrphanSearch;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.PoolAccess;
import io.rbdfunctions.sweep.PoolDiscovery;
import io.rbdfunctions.sweep.PoolKey;
import io.rbdfunctions.sweep.VolumeIndex;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Tells what the pools hold beside the volumes. The classes, and each pool's trash, are asked for once. */
@Singleton
final class PoolStatusReader {
    /**
     * What there is.
     *
     * @param orphans null where they were not looked for
     */
    record Held(@Nullable Orphans orphans, List<Trashed> trash) {}

    private final PoolDiscovery ways;
    private final OrphanSearch search;
    private final TrashStatusReader trash;

    PoolStatusReader(PoolDiscovery ways, OrphanSearch search, TrashStatusReader trash) {
        this.ways = ways;
        this.search = search;
        this.trash = trash;
    }

    /** With all volumes seen; see {@link OrphanSearch#find}. */
    Held of(VolumeIndex seen, Set<String> awaited, Instant end) {
        SortedMap<PoolKey, PoolAccess> pools = ways.find(seen);
        OrphanSearch.Found found = search.find(pools, seen, awaited, end);
        return new Held(found.orphans(), TrashStatusReader.of(pools, found.trash()));
    }

    /** With some of the volumes seen: what belongs to nobody cannot be told then. */
    Held inPart(VolumeIndex seen) {
        SortedMap<PoolKey, PoolAccess> pools = ways.find(seen);
        Map<PoolKey, List<TrashedImage>> read = trash.read(pools);
        return new Held(null, TrashStatusReader.of(pools, read));
    }
}
