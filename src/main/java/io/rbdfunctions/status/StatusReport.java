package io.rbdfunctions.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.rbdfunctions.kubernetes.event.EventReader.WarningEvent;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.SecondsSerializer;
import io.rbdfunctions.sweep.Sweeper.FinishedSweep;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of the volumes, as {@code GET /} returns it. Sizes are given in bytes and as text. The text's field is called
 * capacity, because Qute reads {@code size} as the number of fields.
 *
 * @param usage all volumes of this provisioner, by class and pool
 * @param volumes the first {@value #MAX_VOLUMES} volumes of this provisioner, sorted by name
 * @param omitted how many volumes are not listed
 * @param orphans null if there was no time to search for them
 * @param trash deleted images that can be restored
 * @param failures the warning events that any replica wrote, newest first; the API server keeps them for an hour by default
 * @param failuresUnknown why the events could not be read; null if they could
 * @param lastSweep the last sweep of this replica; null if there is none
 * @param isComplete whether all claims and volumes were read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusReport(
        @JsonSerialize(using = SecondsSerializer.class) Instant at,
        List<ClassUsage> usage,
        List<VolumeEntry> volumes,
        int omitted,
        @Nullable Orphans orphans,
        List<Trashed> trash,
        List<WarningEvent> failures,
        @Nullable String failuresUnknown,
        @Nullable FinishedSweep lastSweep,
        @JsonProperty("complete") boolean isComplete) {

    public static final int MAX_VOLUMES = 5_000;

    private static final String UNITS = "KMGTPE";
    /** From here on, sizes are shown without a fraction. */
    private static final double LARGE = 10;

    /** How many volumes there are. */
    @JsonProperty
    public int count() {
        return usage.stream().mapToInt(ClassUsage::volumes).sum();
    }

    /** The total size of the volumes, as text. */
    @JsonProperty
    public String capacity() {
        return StatusReport.capacity(usage.stream().mapToLong(ClassUsage::bytes).sum());
    }

    /**
     * The volumes of a class in a pool.
     *
     * @param bytes the sum of their capacities
     * @param phases the number of volumes in each phase
     */
    public record ClassUsage(String storageClass, String pool, int volumes, long bytes, Map<String, Integer> phases) {
        @JsonProperty
        public String capacity() {
            return StatusReport.capacity(bytes);
        }
    }

    /**
     * A volume.
     *
     * @param image {@code pool/image}
     * @param claim {@code namespace/name}; empty if the volume has no claim
     */
    public record VolumeEntry(String name, String storageClass, String image, long bytes, String phase, String claim) {
        @JsonProperty
        public String capacity() {
            return StatusReport.capacity(bytes);
        }
    }

    /**
     * An image in the trash.
     *
     * @param expiresAt null if it was moved to the trash without an expiry
     * @param storageClass a class with this pool, which restoring the image needs; null if there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Trashed(
            String pool,
            String image,
            String id,
            @JsonSerialize(using = SecondsSerializer.class) Instant deletedAt,

            @JsonSerialize(using = SecondsSerializer.class) @Nullable Instant expiresAt,

            @Nullable String storageClass) {}

    /** For people, such as {@code 1.5 TiB}. */
    public static String capacity(long bytes) {
        double size = bytes;
        int unit = -1;
        while (size >= 1024 && unit < UNITS.length() - 1) {
            size /= 1024;
            unit++;
        }
        boolean isWhole = size >= LARGE || size == Math.rint(size);
        String number = isWhole ? Long.toString(Math.round(size)) : String.format(Locale.ROOT, "%.1f", size);
        return unit < 0 ? number + " B" : "%s %ciB".formatted(number, UNITS.charAt(unit));
    }
}
