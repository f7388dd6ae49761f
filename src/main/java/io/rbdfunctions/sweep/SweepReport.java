package io.rbdfunctions.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rbdfunctions.operation.request.VolumeAnswer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a sweep, as {@code POST /sweep} returns it.
 *
 * @param claims how many claims were checked
 * @param volumes how many volumes were checked
 * @param done how many objects were reconciled and images purged, by action
 * @param failures the first 100 failures
 * @param failed how many failures there were
 * @param waiting the first 100 images in the trash that have expired and wait for their clones
 * @param orphans null if there was no time to search for them
 * @param isComplete whether all objects were checked; otherwise the next sweep continues where this one stopped
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SweepReport(
        int claims,
        int volumes,
        Map<String, Integer> done,
        List<String> failures,
        int failed,
        List<String> waiting,
        @Nullable Orphans orphans,
        @JsonProperty("complete") boolean isComplete)
        implements VolumeAnswer {

    @Override
    public String actionText() {
        return isComplete ? "swept" : "swept in part";
    }
}
