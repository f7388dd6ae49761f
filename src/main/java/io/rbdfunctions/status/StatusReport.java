package io.rbdfunctions.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.rbdfunctions.sweep.Orphans;
import io.rbdfunctions.sweep.SecondsSerializer;
import io.rbdfunctions.sweep.Sweeper.FinishedSweep;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the volumes, as {@code GET /} returns it. Sizes are given in bytes and as text. The text's field is called
 * capacity, because Qute reads {@code size} as the number of fields.
 *
 * @param version of the functions
 * @param troubles what needs a person, at most {@value Troubles#LIMIT}
 * @param moreTroubles how many more there are
 * @param usage all volumes of this provisioner, by class and pool
 * @param pools the pools of its classes and volumes
 * @param rooms the room of its classes for new volumes, by the parts of the cluster that reach different pools
 * @param namespaces totals of its volumes by the namespace of their claims
 * @param volumes those that match the request, the first {@value #MAX_VOLUMES} by name
 * @param omitted how many volumes match and are not listed
 * @param orphans null if there was no time to search for them
 * @param orphanImages size and claim of the first images among the orphans
 * @param trash deleted images that can be restored
 * @param failures the warning events that any replica wrote, newest first; the API server keeps them for an hour by default
 * @param failuresUnknown why the events could not be read; null if they could
 * @param lastSweep the last sweep of this replica; null if there is none
 * @param isComplete whether all claims and volumes were read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatusReport(
        @JsonSerialize(using = SecondsSerializer.class) Instant at,
        String version,
        List<Trouble> troubles,
        int moreTroubles,
        List<ClassUsage> usage,
        List<PoolEntry> pools,
        List<RoomEntry> rooms,
        List<NamespaceTotal> namespaces,
        List<VolumeEntry> volumes,
        int omitted,
        @Nullable Orphans orphans,
        List<OrphanImage> orphanImages,
        List<RestorableImage> trash,
        List<FailureEntry> failures,
        @Nullable String failuresUnknown,
        @Nullable FinishedSweep lastSweep,
        @JsonProperty("complete") boolean isComplete) {

    public static final int MAX_VOLUMES = 5_000;

    /** How many volumes there are, whether they match the request or not. */
    @JsonProperty
    public int count() {
        return usage.stream().mapToInt(ClassUsage::volumes).sum();
    }

    /** The total size of the volumes, as text. */
    @JsonProperty
    public String capacity() {
        return SizeText.of(usage.stream().mapToLong(ClassUsage::bytes).sum());
    }

    /**
     * The same report with a part of its volumes.
     *
     * @param matching how many volumes match the request, as far as they are listed here
     */
    public StatusReport withVolumes(List<VolumeEntry> listed, int matching) {
        return new StatusReport(
                at,
                version,
                troubles,
                moreTroubles,
                usage,
                pools,
                rooms,
                namespaces,
                listed,
                omitted + matching - listed.size(),
                orphans,
                orphanImages,
                trash,
                failures,
                failuresUnknown,
                lastSweep,
                isComplete);
    }
}
