package io.rbdfunctions.status;

import io.rbdfunctions.sweep.Orphans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the pools say.
 *
 * @param orphans null if they were not searched for
 * @param orphanImages size and claim of the first images among them
 * @param trash sorted by expiry
 */
record PoolStatus(
        @Nullable Orphans orphans, List<OrphanImage> orphanImages, List<RestorableImage> trash, List<PoolEntry> pools) {
    /** The names of the volumes whose image is missing, as far as this is known. A long list ends with a text. */
    List<String> volumesWithoutImage() {
        return orphans == null
                ? List.of()
                : orphans.volumes().stream()
                        .filter(name -> name.indexOf(' ') < 0)
                        .toList();
    }
}
