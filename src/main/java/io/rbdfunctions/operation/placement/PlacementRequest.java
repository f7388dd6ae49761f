package io.rbdfunctions.operation.placement;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.placement.PoolChoices;
import io.rbdfunctions.volume.placement.Topology;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volume that needs a pool.
 *
 * @param volume the name of the volume, which is the same for each attempt
 * @param selectedNode the node that the scheduler has chosen for the first pod; null if it has not
 * @param allowedTopologies of the class; empty for everywhere
 */
public record PlacementRequest(
        ObjectName volume,
        Capacity size,
        CsiDriver driver,
        PoolChoices choices,
        @Nullable String selectedNode,
        List<Topology> allowedTopologies) {
    public PlacementRequest {
        allowedTopologies = List.copyOf(allowedTopologies);
    }
}
