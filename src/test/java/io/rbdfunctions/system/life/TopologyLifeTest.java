package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.TopologySelectorTerm;
import io.fabric8.kubernetes.api.model.TopologySelectorTermBuilder;
import io.fabric8.kubernetes.api.model.storage.CSINodeBuilder;
import io.fabric8.kubernetes.api.model.storage.CSINodeDriverBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the node that the scheduler has selected to the pool and back to the nodes that reach it. The test selects the nodes. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class TopologyLifeTest extends ClusterTestBase {
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String RACK = "topology.rbd.csi.ceph.com/rack";

    private final String nodes = "node-" + UUID.randomUUID() + "-";
    private String other = "";

    @BeforeEach
    void makeNodes() {
        other = ceph.freshPool();
        makeNode("a", Map.of(ZONE, "a", RACK, "1"));
        makeNode("b", Map.of(ZONE, "b", RACK, "2"));
        makeNode("c", Map.of(ZONE, "c"));
    }

    @AfterEach
    void removeNodes() {
        try (var client = ApiServer.client()) {
            Stream.of("a", "b", "c").map(nodes::concat).forEach(name -> {
                client.nodes().withName(name).delete();
                client.storage().v1().csiNodes().withName(name).delete();
            });
        }
        ceph.setQuota(other, 0);
    }

    @Test
    void theSelectedNodeLeadsToAPoolWhoseNodesTheVolumeNames() {
        PersistentVolumeClaim claim = cluster.makeClaim(waiting(List.of()));

        EventSource.updated(cluster.now(claim));

        assertThat(cluster.findVolume(claim)).isNull();
        PersistentVolume volume = volumeAt(claim, "b");
        assertThat(poolOf(volume)).isEqualTo(other);
        assertThat(ceph.images(other)).hasSize(1);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(term(volume).getMatchExpressions())
                .containsExactly(new NodeSelectorRequirement(ZONE, "In", List.of("b")));
        EventSource.updated(cluster.grow(claim, "128Mi"));
        assertThat(ceph.sizeOf(other + "/" + ceph.images(other).getFirst())).isEqualTo(128L << 20);
        cluster.delete(claim);
        EventSource.updated(cluster.released(volume));
        cluster.untilGone(volume);
        assertThat(ceph.images(other)).isEmpty();
    }

    /** The provisioner annotation stays, so that only the missing node tells that the claim has to wait. */
    @Test
    void aNodeThatReachesNoPoolIsTakenOffAndAnotherOneIsAwaited() {
        PersistentVolumeClaim claim = cluster.makeClaim(waiting(List.of()));
        select(claim, nodes + "c");

        EventSource.updated(cluster.handedOver(claim));

        assertThat(cluster.now(claim).getMetadata().getAnnotations())
                .doesNotContainKey(SELECTED_NODE)
                .containsKey("volume.kubernetes.io/storage-provisioner");
        assertThat(messages(claim))
                .anyMatch(message -> message.contains(
                        "no pool of the class fits: none can be reached from node %sc (%s=c)".formatted(nodes, ZONE)));
        assertThat(SweepClient.report().failures()).isEmpty();
        assertThat(cluster.findVolume(claim)).isNull();
        assertThat(poolOf(volumeAt(claim, "a"))).isEqualTo(cluster.pool());
    }

    @Test
    void aNodeThatIsGoneIsTakenOff() {
        PersistentVolumeClaim claim = cluster.makeClaim(waiting(List.of()));
        select(claim, nodes + "gone");

        EventSource.updated(cluster.handedOver(claim));

        assertThat(cluster.now(claim).getMetadata().getAnnotations()).doesNotContainKey(SELECTED_NODE);
        assertThat(messages(claim))
                .anyMatch(message -> message.contains(
                        "the node %sgone that was selected for the first pod no longer exists".formatted(nodes)));
        assertThat(poolOf(volumeAt(claim, "b"))).isEqualTo(other);
    }

    @Test
    void aNodeWhosePoolIsFullIsTakenOffWhileAnotherPoolHasRoom() {
        ceph.setQuota(other, 1 << 20);
        PersistentVolumeClaim claim = cluster.makeClaim(waiting(List.of()));
        select(claim, nodes + "b");

        EventSource.updated(cluster.handedOver(claim));

        assertThat(cluster.now(claim).getMetadata().getAnnotations()).doesNotContainKey(SELECTED_NODE);
        assertThat(messages(claim)).anyMatch(message -> message.contains("none has room for 64Mi: " + other));
        assertThat(ceph.images(other)).isEmpty();
        assertThat(poolOf(volumeAt(claim, "a"))).isEqualTo(cluster.pool());
    }

    @Test
    void aNodeOutsideTheAllowedTopologiesIsTakenOff() {
        PersistentVolumeClaim claim = cluster.makeClaim(waiting(List.of(zones("a"))));
        select(claim, nodes + "b");

        EventSource.updated(cluster.handedOver(claim));

        assertThat(messages(claim)).anyMatch(message -> message.contains("not in the allowedTopologies of the class"));
        assertThat(poolOf(volumeAt(claim, "a"))).isEqualTo(cluster.pool());
    }

    /** Nobody waits for a pod: one of the allowed places is chosen. */
    @Test
    void withoutASelectedNodeTheAllowedTopologiesCount() {
        String storageClass = makeClass("Immediate", "zone", List.of(zones("b", "c")));
        PersistentVolumeClaim claim = cluster.makeClaim(storageClass);

        EventSource.updated(cluster.handedOver(claim));

        PersistentVolume volume = cluster.volumeOf(cluster.bound(claim));
        assertThat(poolOf(volume)).isEqualTo(other);
        assertThat(term(volume).getMatchExpressions())
                .containsExactly(new NodeSelectorRequirement(ZONE, "In", List.of("b")));
    }

    /** As the node plugin of ceph-csi does with {@code --domainlabels}. */
    @Test
    void theKeysThatTheNodePluginRegistersCount() {
        String storageClass = makeClass("WaitForFirstConsumer", "rack", List.of());
        PersistentVolumeClaim claim = cluster.makeClaim(storageClass);
        select(claim, nodes + "a");
        EventSource.updated(cluster.handedOver(claim));
        assertThat(messages(claim)).anyMatch(message -> message.contains("has no labels for rack"));
        Stream.of("a", "b").forEach(this::register);

        PersistentVolume volume = volumeAt(claim, "b");

        assertThat(poolOf(volume)).isEqualTo(other);
        assertThat(term(volume).getMatchExpressions())
                .containsExactly(new NodeSelectorRequirement(RACK, "In", List.of("2")));
    }

    private PersistentVolume volumeAt(PersistentVolumeClaim claim, String node) {
        select(claim, nodes + node);
        EventSource.updated(cluster.handedOver(claim));
        return cluster.volumeOf(cluster.bound(claim));
    }

    private void select(PersistentVolumeClaim claim, String node) {
        cluster.annotate(claim, SELECTED_NODE, node);
    }

    private List<String> messages(PersistentVolumeClaim claim) {
        return cluster.events(claim).stream()
                .filter(event -> event.getReason().equals("ProvisioningFailed"))
                .map(Event::getMessage)
                .toList();
    }

    private static @Nullable String poolOf(PersistentVolume volume) {
        return volume.getSpec().getCsi().getVolumeAttributes().get("pool");
    }

    private static NodeSelectorTerm term(PersistentVolume volume) {
        return volume.getSpec()
                .getNodeAffinity()
                .getRequired()
                .getNodeSelectorTerms()
                .getFirst();
    }

    private String waiting(List<TopologySelectorTerm> allowed) {
        return makeClass("WaitForFirstConsumer", "zone", allowed);
    }

    /** A class with a pool in zone a, or rack 1, and one in zone b, or rack 2. */
    private String makeClass(String binding, String domain, List<TopologySelectorTerm> allowed) {
        String form = "{\"poolName\":\"%s\",\"domainSegments\":[{\"domainLabel\":\"%s\",\"value\":\"%s\"}]}";
        boolean isZone = domain.equals("zone");
        String pools = "[%s,%s]"
                .formatted(
                        form.formatted(cluster.pool(), domain, isZone ? "a" : "1"),
                        form.formatted(other, domain, isZone ? "b" : "2"));
        return cluster.makeCsiClass(
                builder -> builder.withVolumeBindingMode(binding).withAllowedTopologies(allowed),
                Map.of("topologyConstrainedPools", pools));
    }

    private static TopologySelectorTerm zones(String... values) {
        return new TopologySelectorTermBuilder()
                .addNewMatchLabelExpression()
                .withKey(ZONE)
                .withValues(values)
                .endMatchLabelExpression()
                .build();
    }

    private void makeNode(String name, Map<String, String> labels) {
        cluster.create(new NodeBuilder()
                .withNewMetadata()
                .withName(nodes + name)
                .withLabels(labels)
                .endMetadata()
                .build());
    }

    private void register(String node) {
        cluster.create(new CSINodeBuilder()
                .withNewMetadata()
                .withName(nodes + node)
                .endMetadata()
                .withNewSpec()
                .withDrivers(new CSINodeDriverBuilder()
                        .withName("rbd.csi.ceph.com")
                        .withNodeID(nodes + node)
                        .withTopologyKeys(RACK)
                        .build())
                .endSpec()
                .build());
    }
}
