package io.rbdfunctions.operation.placement;

import io.rbdfunctions.kubernetes.PersistentVolumes;
import io.rbdfunctions.kubernetes.node.NodeTopologyReader;
import io.rbdfunctions.volume.placement.Topology;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Finds out where a volume has to be reachable from: at the selected node; without one, at one of the places that the class allows; else at
 * one of the nodes. The last two are tried in an order that depends on the volume, so that volumes spread. Source:
 * {@code pkg/controller/topology.go} of the CSI external-provisioner, with {@code --strict-topology}.
 */
@Singleton
public record TopologyRequirements(NodeTopologyReader nodes, PersistentVolumes volumes) {
    TopologyRequirement of(PlacementRequest request) {
        Set<String> domains = request.choices().domains();
        if (domains.isEmpty()) {
            return TopologyRequirement.NONE;
        }
        if (request.selectedNode() != null) {
            return ofNode(request, request.selectedNode(), domains);
        }
        if (!request.allowedTopologies().isEmpty()) {
            return new TopologyRequirement(
                    rotated(request.allowedTopologies(), request), "the allowedTopologies of the class");
        }
        return volumes.isServed() ? ofNodes(request, domains) : TopologyRequirement.NONE;
    }

    private TopologyRequirement ofNodes(PlacementRequest request, Set<String> domains) {
        List<Topology> places = nodes.all(request.driver(), domains);
        if (places.isEmpty()) {
            throw NoPool.because("no node has labels for " + String.join(", ", domains));
        }
        return new TopologyRequirement(rotated(places, request), "the nodes");
    }

    private TopologyRequirement ofNode(PlacementRequest request, String node, Set<String> domains) {
        Topology place = nodes.find(node, request.driver(), domains)
                .orElseThrow(() -> NoPool.because(
                        "the node %s that was selected for the first pod no longer exists".formatted(node)));
        if (place.segments().isEmpty()) {
            throw NoPool.because(
                    "the node %s has no labels for %s: label it, or set the domainlabels of the node plugin"
                            .formatted(node, String.join(", ", domains)));
        }
        List<Topology> allowed = request.allowedTopologies();
        if (!allowed.isEmpty() && allowed.stream().noneMatch(each -> place.isIn(each.segments()))) {
            throw NoPool.because(
                    "the node %s (%s) is not in the allowedTopologies of the class".formatted(node, place));
        }
        return new TopologyRequirement(List.of(place), "node " + node);
    }

    private static List<Topology> rotated(List<Topology> places, PlacementRequest request) {
        List<Topology> rotated = new ArrayList<>(places);
        Collections.rotate(rotated, -Math.floorMod(request.volume().value().hashCode(), Math.max(1, places.size())));
        return rotated;
    }
}
