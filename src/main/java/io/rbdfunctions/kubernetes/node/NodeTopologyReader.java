package io.rbdfunctions.kubernetes.node;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.fabric8.kubernetes.api.model.storage.CSINodeDriver;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.kubernetes.ApiCalls;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.placement.Topology;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads where nodes are: the labels whose keys the node plugin of a driver has registered in the CSINode, as the CSI external-provisioner
 * reads them. Where the plugin registers no keys, the labels that the domains of the class name.
 */
@Singleton
public record NodeTopologyReader(KubernetesClient client) {
    private static final String WELL_KNOWN = "topology.kubernetes.io/";

    /**
     * Where a node is; empty if the node does not exist. Without the labels it is nowhere: the topology has no segments.
     *
     * @throws io.rbdfunctions.kubernetes.ApiException if the API server fails or forbids it
     */
    public Optional<Topology> find(String node, CsiDriver driver, Set<String> domains) {
        var nodes = client.nodes().withName(node);
        var drivers = client.storage().v1().csiNodes().withName(node);
        return ApiCalls.find("get Node " + node, nodes::get).map(found -> {
            Optional<CSINode> csi = ApiCalls.find("get CSINode " + node, drivers::get);
            return topology(found, csi.map(each -> keys(each, driver)).orElse(Set.of()), domains);
        });
    }

    /** Where all nodes are, each place once, sorted. Nodes without the labels are left out. */
    public List<Topology> all(CsiDriver driver, Set<String> domains) {
        Map<String, Set<String>> keys = new HashMap<>();
        ListPager.forEach(
                (limit, token) ->
                        Page.read("list CSINodes", client.storage().v1().csiNodes(), limit, token),
                () -> false,
                (CSINode node) -> keys.put(node.getMetadata().getName(), keys(node, driver)));
        Set<Topology> places = new TreeSet<>(Comparator.comparing(Topology::toString));
        ListPager.forEach(
                (limit, token) -> Page.read("list Nodes", client.nodes(), limit, token),
                () -> false,
                (Node node) -> places.add(
                        topology(node, keys.getOrDefault(node.getMetadata().getName(), Set.of()), domains)));
        return places.stream().filter(place -> !place.segments().isEmpty()).toList();
    }

    private static Set<String> keys(CSINode node, CsiDriver driver) {
        return node.getSpec().getDrivers().stream()
                .filter(registered -> driver.value().equals(registered.getName()))
                .map(CSINodeDriver::getTopologyKeys)
                .filter(Objects::nonNull)
                .findFirst()
                .<Set<String>>map(Set::copyOf)
                .orElse(Set.of());
    }

    private static Topology topology(HasMetadata node, Set<String> keys, Set<String> domains) {
        Map<String, String> labels =
                Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.of());
        Map<String, String> segments = new TreeMap<>();
        labels.forEach((key, value) -> {
            if (keys.isEmpty() ? isNamed(key, domains) : keys.contains(key)) {
                segments.put(key, value);
            }
        });
        return new Topology(segments);
    }

    private static boolean isNamed(String key, Set<String> domains) {
        return domains.contains(key)
                || (key.startsWith(WELL_KNOWN) && domains.contains(key.substring(WELL_KNOWN.length())));
    }
}
