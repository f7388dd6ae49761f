package io.rbdfunctions.sweep;

import io.rbdfunctions.operation.request.VolumeAnswer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep found and did.
 *
 * @param claims how many claims it looked at
 * @param volumes how many volumes it looked at
 * @param done how many objects it brought to where they should be, and images it purged, by what was done
 * @param failures what it could not do, a hundred at most
 * @param failed how many those were
 * @param orphans null where it had no time to look for them
 * @param isComplete whether it got through; the next one goes on where this one stopped
 */
public record SweepReport(
        int claims,
        int volumes,
        Map<String, Integer> done,
        List<String> failures,
        int failed,
        @Nullable Orphans orphans,
        boolean isComplete)
        implements VolumeAnswer {

    @Override
    public String actionText() {
        return isComplete ? "swept" : "swept in part";
    }
}
