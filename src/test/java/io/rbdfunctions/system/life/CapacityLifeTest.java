package io.rbdfunctions.system.life;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.storage.CSIDriverBuilder;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacity;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacityBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import io.rbdfunctions.support.cluster.TestCluster;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sweep tells the scheduler how much room the pools of a real Ceph have. */
@QuarkusTest
@QuarkusTestResource(
        value = ApiServer.class,
        initArgs = @ResourceArg(name = ApiServer.NAME_ARGUMENT, value = CapacityTestBase.DRIVER),
        restrictToAnnotatedClass = true)
class CapacityLifeTest extends CapacityTestBase {
    private static final String ZONE = "topology.kubernetes.io/zone";

    private final List<String> nodes = new ArrayList<>();

    @AfterEach
    void removeNodes() {
        nodes.forEach(name -> client.nodes().withName(name).delete());
    }

    @Test
    void objectsAreMadeUpdatedAndRemovedWithTheirClass() {
        ceph.setQuota(cluster.pool(), 1000 * MEBIBYTE);
        String storageClass = makeClass(Map.of());
        CSIStorageCapacity foreign = makeForeign(storageClass);

        assertThat(sweep().get("capacity created")).isEqualTo(1);

        CSIStorageCapacity made = only(storageClass);
        assertThat(made.getMetadata().getLabels()).containsEntry("csi.storage.k8s.io/drivername", DRIVER);
        assertThat(made.getNodeTopology()).isNotNull();
        assertThat(made.getNodeTopology().getMatchLabels()).isEmpty();
        assertThat(mebibytes(made.getCapacity())).isEqualTo(1000);
        assertThat(mebibytes(made.getMaximumVolumeSize())).isEqualTo(1000);

        ceph.setQuota(cluster.pool(), 995 * MEBIBYTE);
        assertThat(sweep()).doesNotContainKey("capacity updated");
        ceph.setQuota(cluster.pool(), 2000 * MEBIBYTE);
        assertThat(sweep().get("capacity updated")).isEqualTo(1);
        assertThat(mebibytes(only(storageClass).getMaximumVolumeSize())).isEqualTo(2000);
        assertThat(mebibytes(only(storageClass).getCapacity())).isEqualTo(2000);
        assertThat(only(storageClass).getMetadata().getUid())
                .isEqualTo(made.getMetadata().getUid());

        cluster.deleteClass(storageClass);
        assertThat(sweep().get("capacity deleted")).isEqualTo(1);
        assertThat(ours(storageClass)).isEmpty();
        assertThat(client.resource(foreign).get()).isNotNull();
    }

    /** The scheduler does not look at them then, and nobody would notice that they are wrong. */
    @Test
    void aDriverThatNoLongerAsksLeavesNone() {
        String storageClass = makeClass(Map.of());
        String immediate = cluster.makeClass(builder -> builder.withProvisioner(DRIVER), Map.of());
        sweep();
        assertThat(ours(storageClass)).hasSize(1);
        assertThat(ours(immediate)).isEmpty();

        client.storage()
                .v1()
                .csiDrivers()
                .withName(DRIVER)
                .edit(found -> new CSIDriverBuilder(found)
                        .editSpec()
                        .withStorageCapacity(false)
                        .endSpec()
                        .build());
        sweep();

        assertThat(ours(storageClass)).isEmpty();
    }

    @Test
    void eachZoneHasTheRoomOfItsPools() {
        String other = ceph.freshPool();
        ceph.setQuota(cluster.pool(), 100 * MEBIBYTE);
        ceph.setQuota(other, 200 * MEBIBYTE);
        makeNode("a");
        makeNode("a");
        makeNode("b");
        makeNode("c");
        String storageClass = makeCsiClass("topologyConstrainedPools", """
                [{"poolName":"%s","domainSegments":[{"domainLabel":"zone","value":"a"}]},
                {"poolName":"%s","domainSegments":[{"domainLabel":"zone","value":"b"}]}]""".formatted(cluster.pool(), other));

        sweep();

        assertThat(ours(storageClass))
                .extracting(
                        object -> object.getNodeTopology().getMatchLabels(),
                        object -> mebibytes(object.getMaximumVolumeSize()))
                .containsExactlyInAnyOrder(tuple(Map.of(ZONE, "a"), 100L), tuple(Map.of(ZONE, "b"), 200L));
        assertThat(given().accept("application/json")
                        .get("/")
                        .jsonPath()
                        .getList("rooms.findAll { it.storageClass == '%s' }.capacity".formatted(storageClass)))
                .containsExactlyInAnyOrder("100 MiB", "200 MiB");
        assertThat(given().get("/q/metrics").asString())
                .contains("rbd_functions_class_room_bytes{storageclass=\"%s\",topology=\"%s=a\"} 1.048576E8"
                        .formatted(storageClass, ZONE));
    }

    @Test
    void aClusterThatDoesNotAnswerKeepsItsObjectsAndDelaysNoOthers() {
        ceph.setQuota(cluster.pool(), 1000 * MEBIBYTE);
        String silent = makeClass(Map.of());
        sweep();
        CSIStorageCapacity before = only(silent);
        cluster.deleteClass(silent);
        makeClass(silent, Map.of("monitors", "127.0.0.1:1"));
        String answering = makeClass(Map.of());

        List<String> failures = SweepClient.report().failures();

        assertThat(failures).singleElement().asString().startsWith("capacity of class " + silent + ": ");
        assertThat(only(silent)).isEqualTo(before);
        assertThat(mebibytes(only(answering).getCapacity())).isEqualTo(1000);
    }

    @Test
    void withoutThePermissionTheRestIsSwept() {
        assumeTrue(ApiServer.isReal(), "the mock permits everything");
        var binding = client.rbac()
                .roleBindings()
                .inNamespace(ApiServer.functionNamespace())
                .withName("rbd-functions-capacity");
        RoleBinding permission = new RoleBindingBuilder(binding.get())
                .editMetadata()
                .withResourceVersion(null)
                .endMetadata()
                .build();
        binding.delete();
        try {
            await().untilAsserted(() -> {
                SweepClient.Report report = SweepClient.report();
                assertThat(report.complete()).isTrue();
                assertThat(report.failures())
                        .containsExactly(
                                "capacities: list CSIStorageCapacities: the API server forbids it (403): check the RBAC rules of the service account");
            });
        } finally {
            client.resource(permission).create();
            await().untilAsserted(
                            () -> assertThat(SweepClient.report().failures()).isEmpty());
        }
    }

    @Test
    void aClaimThatFitsNowhereIsToldSoBeforeAnImageIsTried() {
        String other = ceph.freshPool();
        ceph.setQuota(cluster.pool(), 16 * MEBIBYTE);
        ceph.setQuota(other, 32 * MEBIBYTE);
        String storageClass = cluster.makeClass(
                builder -> builder.withProvisioner(DRIVER),
                Map.of(
                        "clusterID", "c1",
                        "nodeStageSecretName", "ceph-node",
                        "nodeStageSecretNamespace", "default",
                        "pools", cluster.pool() + "," + other));
        PersistentVolumeClaim claim = cluster.makeClaim(storageClass);

        EventSource.updated(cluster.handedOver(claim));

        assertThat(client.v1().events().inNamespace(cluster.namespace()).list().getItems())
                .filteredOn(event -> event.getReason().equals("ProvisioningFailed"))
                .extracting(Event::getMessage)
                .singleElement()
                .asString()
                .contains(
                        "none has room for 64Mi: %s has 16 MiB free".formatted(cluster.pool()),
                        "%s has 32 MiB free".formatted(other));
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(ceph.images(other)).isEmpty();
    }

    private String makeCsiClass(String parameter, String value) {
        Map<String, String> parameters = new HashMap<>(TestCluster.DYNAMIC);
        parameters.put(parameter, value);
        return makeClass(parameters);
    }

    private void makeNode(String zone) {
        String name = "node-" + UUID.randomUUID();
        nodes.add(name);
        client.resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(Map.of(ZONE, zone, "kubernetes.io/hostname", name))
                        .endMetadata()
                        .build())
                .create();
    }

    /** As a CSI external-provisioner of the same driver would make it. */
    private CSIStorageCapacity makeForeign(String storageClass) {
        return client.resource(new CSIStorageCapacityBuilder()
                        .withNewMetadata()
                        .withNamespace(ApiServer.functionNamespace())
                        .withName("csisc-" + UUID.randomUUID())
                        .withLabels(Map.of("csi.storage.k8s.io/drivername", DRIVER, MANAGER, "external-provisioner"))
                        .endMetadata()
                        .withStorageClassName(storageClass)
                        .withCapacity(new Quantity("1"))
                        .build())
                .create();
    }

    private static Map<String, Integer> sweep() {
        JsonPath report = SweepClient.run().then().statusCode(200).extract().jsonPath();
        assertThat(report.getList("failures")).isEmpty();
        return report.getMap("done");
    }

    private CSIStorageCapacity only(String storageClass) {
        assertThat(ours(storageClass)).hasSize(1);
        return ours(storageClass).getFirst();
    }

    private static long mebibytes(Quantity quantity) {
        return quantity.getNumericalAmount().longValueExact() / MEBIBYTE;
    }
}
