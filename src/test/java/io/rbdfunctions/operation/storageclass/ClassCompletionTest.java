package io.rbdfunctions.operation.storageclass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.outcome.Refusal;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.volume.ReclaimPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClassCompletionTest {
    private static final String NAME = "ceph/ceph-csi-config";

    private final TestApi api = new TestApi();
    private final ClassCompletion completion =
            new ClassCompletion(api.clusters(NAME), () -> "rbdfunctions.io/rbd", () -> RoundUp.GiB);

    @BeforeEach
    void configure() {
        api.put(new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("ceph")
                .withName("ceph-csi-config")
                .endMetadata()
                .addToData("config.json", """
                    [{"clusterID":"c1","monitors":["10.0.7.52:6789","10.0.7.53:6789"]},
                     {"clusterID":"c2","monitors":["10.0.7.52:6789"],"rbd":{"radosNamespace":"team"}}]
                    """)
                .build());
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void addsTheMonitorsAndTheNamespaceOfTheCluster() {
        assertThat(completion.complete(Map.of("clusterID", "c2", "pool", "kube")))
                .containsOnly(
                        Map.entry("clusterID", "c2"),
                        Map.entry("pool", "kube"),
                        Map.entry("monitors", "10.0.7.52:6789"),
                        Map.entry("radosNamespace", "team"));
    }

    /** Nodes use the configuration, and it is changed when a monitor is replaced. */
    @Test
    void replacesTheMonitorsOfTheClass() {
        assertThat(completion.complete(Map.of("CLUSTERID", "c1", "MONITORS", "10.0.9.9:6789")))
                .containsOnly(Map.entry("CLUSTERID", "c1"), Map.entry("monitors", "10.0.7.52:6789,10.0.7.53:6789"));
    }

    @Test
    void onlyVolumesOfCephCsiAreRoundedAsThere() {
        assertThat(roundUp(Map.of("clusterID", "c1"))).isEqualTo(RoundUp.GiB);
        assertThat(roundUp(Map.of("pool", "kube"))).isEqualTo(RoundUp.MiB);
    }

    private RoundUp roundUp(Map<String, String> parameters) {
        return completion.complete(parameters, ReclaimPolicy.DELETE, List.of()).roundUp();
    }

    @Test
    void leavesAClassThatNeedsNoConfigurationAlone() {
        Map<String, String> inTree = Map.of("monitors", "10.0.9.9:6789");
        Map<String, String> unknown = Map.of("clusterID", "c9", "monitors", "10.0.9.9:6789");

        assertThat(completion.complete(inTree)).isEqualTo(inTree);
        assertThat(completion.complete(unknown)).isEqualTo(unknown);
    }

    @Test
    void namesTheClustersThatAreThere() {
        assertThat(refusal(Map.of("clusterID", "c9")))
                .isEqualTo(new Refusal(
                        Reason.NOT_FOUND,
                        "clusterID \"c9\" is not in ConfigMap ceph/ceph-csi-config, which has: c1, c2; correct the class or"
                                + " add the cluster there"));
    }

    @Test
    void refusesAnotherNamespaceThanTheNodesUse() {
        assertThat(refusal(Map.of("clusterID", "c1", "radosNamespace", "team")).detail())
                .startsWith("radosNamespace \"team\" is not \"\", which the configuration of clusterID \"c1\" has");
        assertThat(completion.complete(Map.of("clusterID", "c2", "radosNamespace", "team")))
                .containsEntry("radosNamespace", "team");
    }

    @Test
    void leavesAnInvalidClusterIdToTheRulesOfTheClass() {
        assertThat(completion.complete(Map.of("clusterID", "a b"))).containsOnly(Map.entry("clusterID", "a b"));
    }

    @Test
    void aProvisionerWithTheNameOfADriverMakesVolumesForIt() {
        var rook = new ClassCompletion(api.clusters(null), () -> "rook-ceph.rbd.csi.ceph.com", () -> RoundUp.GiB);

        assertThat(rook.complete(Map.of("clusterID", "c1"))).containsEntry("csiDriver", "rook-ceph.rbd.csi.ceph.com");
        assertThat(rook.complete(Map.of("clusterID", "c1", "csidriver", "rbd.csi.ceph.com")))
                .doesNotContainKey("csiDriver");
        assertThat(rook.complete(Map.of("pool", "kube"))).doesNotContainKey("csiDriver");
    }

    private Refusal refusal(Map<String, String> parameters) {
        return catchThrowableOfType(RefusedException.class, () -> completion.complete(parameters))
                .refusal();
    }
}
