package io.rbdfunctions.status;

import io.rbdfunctions.sweep.FinishedSweep;
import io.rbdfunctions.sweep.Orphans;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How things stand.
 *
 * @param shares the volumes by class and pool, all of them
 * @param volumes each one of ours, by name; the first {@value #MOST_VOLUMES}
 * @param omitted how many more there are
 * @param orphans null where there was no time to look for them
 * @param trash what was deleted and can still be brought back
 * @param failures what people were told of lately, on any replica; the newest first
 * @param failuresUnknown why those could not be read; null where they could
 * @param lastSweep of this replica; null when it has not finished one
 * @param isComplete whether all objects were looked at
 */
public record StatusReport(
        Instant at,
        List<Share> shares,
        List<Line> volumes,
        int omitted,
        @Nullable Orphans orphans,
        List<Trashed> trash,
        List<Failure> failures,
        @Nullable String failuresUnknown,
        @Nullable FinishedSweep lastSweep,
        boolean isComplete) {

    /** More than this nobody reads. */
    public static final int MOST_VOLUMES = 5_000;

    /**
     * The volumes of a class in a pool.
     *
     * @param bytes what they hold together, as they say themselves
     * @param phases how many are in which phase
     */
    public record Share(String storageClass, String pool, int volumes, long bytes, Map<String, Integer> phases) {}

    /**
     * A volume.
     *
     * @param image as {@code pool/image}
     * @param claim as {@code namespace/name}; empty for one without
     */
    public record Line(String name, String storageClass, String image, long bytes, String phase, String claim) {}

    /**
     * An image in the trash.
     *
     * @param storageClass one that leads to its pool, which a restoration needs; null when there is none any more
     * @param expiresAt null when whoever moved it there named no time
     */
    public record Trashed(
            String pool,
            String image,
            String id,
            Instant deletedAt,
            @Nullable Instant expiresAt,
            @Nullable String storageClass) {}

    /**
     * Trouble that people were told of, as the API server still has it: for an hour, as a rule.
     *
     * @param about the object, as {@code kind namespace/name}
     * @param count how often it was said
     */
    public record Failure(Instant last, String about, String reason, String message, int count) {}
}
