package io.rbdfunctions.kubernetes.node;

import static java.util.stream.Collectors.partitioningBy;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.VersionInfo;
import io.rbdfunctions.kubernetes.ApiCalls;
import io.rbdfunctions.kubernetes.ListPager;
import io.rbdfunctions.kubernetes.Page;
import io.rbdfunctions.volume.CsiDriver;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads nodes and their drivers. Every method throws {@link io.rbdfunctions.kubernetes.ApiException} if the API server fails or forbids it. */
@Singleton
public record NodeReader(KubernetesClient client) {
    private static final Pattern MINOR = Pattern.compile("([0-9]{1,4}).*");

    /** Whether the cluster has the CSIDriver object of a driver. */
    public boolean hasDriver(CsiDriver driver) {
        var one = client.storage().v1().csiDrivers().withName(driver.value());
        return ApiCalls.find("get CSIDriver " + driver, one::get).isPresent();
    }

    /** The nodes that have the driver, and those that do not. */
    public DriverNodes nodesOf(CsiDriver driver) {
        List<CSINode> nodes = new ArrayList<>();
        ListPager.forEach(
                (limit, token) ->
                        Page.read("list CSINodes", client.storage().v1().csiNodes(), limit, token),
                () -> false,
                nodes::add);
        Map<Boolean, List<CSINode>> parts = nodes.stream().collect(partitioningBy(node -> has(node, driver)));
        return new DriverNodes(names(parts.getOrDefault(true, List.of())), names(parts.getOrDefault(false, List.of())));
    }

    private static boolean has(CSINode node, CsiDriver driver) {
        return node.getSpec() != null
                && node.getSpec().getDrivers().stream()
                        .anyMatch(registered -> driver.value().equals(registered.getName()));
    }

    private static List<String> names(List<CSINode> nodes) {
        return nodes.stream().map(node -> node.getMetadata().getName()).sorted().toList();
    }

    /** The kernels of the nodes, such as {@code 6.1.0-18-amd64}, by the names of the nodes. */
    public Map<String, String> kernels() {
        Map<String, String> kernels = new TreeMap<>();
        ListPager.forEach(
                (limit, token) -> Page.read("list Nodes", client.nodes(), limit, token),
                () -> false,
                (Node node) -> kernel(node)
                        .ifPresent(version -> kernels.put(node.getMetadata().getName(), version)));
        return kernels;
    }

    private static Optional<String> kernel(Node node) {
        return Optional.ofNullable(node.getStatus())
                .flatMap(status -> Optional.ofNullable(status.getNodeInfo()))
                .flatMap(info -> Optional.ofNullable(info.getKernelVersion()));
    }

    /** The second number of the version of Kubernetes; empty if the server does not say it. */
    public OptionalInt minorVersion() {
        VersionInfo version = ApiCalls.call("get the version", client::getKubernetesVersion);
        String minor = version == null || version.getMinor() == null ? "" : version.getMinor();
        Matcher number = MINOR.matcher(minor);
        return number.matches() ? OptionalInt.of(Integer.parseInt(number.group(1))) : OptionalInt.empty();
    }
}
