package io.rbdfunctions.kubernetes.node;

import java.util.List;

/**
 * Where the node plugin of a CSI driver has registered.
 *
 * @param with the names of nodes that have the driver
 * @param without the names of the others, as far as they have another driver
 */
public record DriverNodes(List<String> with, List<String> without) {
    public DriverNodes {
        with = List.copyOf(with);
        without = List.copyOf(without);
    }
}
