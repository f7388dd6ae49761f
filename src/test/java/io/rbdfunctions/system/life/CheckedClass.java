package io.rbdfunctions.system.life;

import static io.restassured.RestAssured.given;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.storage.CSIDriverBuilder;
import io.fabric8.kubernetes.api.model.storage.CSINodeBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.cluster.TestCluster;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A class with all that it needs, in which a test breaks one thing before it has the class checked. */
final class CheckedClass {
    private static final Duration HOUR = Duration.ofHours(1);

    final CephCluster ceph;
    final TestCluster cluster;
    final String provisioner;
    final Map<String, String> parameters = new HashMap<>();
    private final KubernetesClient client;
    private final String driver =
            "d%s.rbd.csi.ceph.com".formatted(UUID.randomUUID().toString().substring(0, 8));
    private final List<HasMetadata> objects = new ArrayList<>();
    private final String user = "check-" + UUID.randomUUID();

    CheckedClass(CephCluster ceph, TestCluster cluster, KubernetesClient client, String provisioner) {
        this.ceph = ceph;
        this.cluster = cluster;
        this.client = client;
        this.provisioner = provisioner;
        parameters.put("csiDriver", driver);
        parameters.put("adminId", user);
        parameters.put("nodeStageSecretNamespace", cluster.namespace());
        permit("mon", "profile rbd", "osd", "profile rbd pool=" + cluster.pool());
        putNodeSecret("userID", "userKey");
        putDriver();
        putNode(driver);
    }

    /** Gives the user of the class these capabilities, in place of those that it had. */
    void permit(String... capabilities) {
        String name = user + "-" + UUID.randomUUID();
        parameters.put("adminId", name);
        cluster.changeKey(ceph.makeUser(name, List.of(capabilities)));
    }

    void putNodeSecret(String... entries) {
        Map<String, String> data = new HashMap<>();
        for (String entry : entries) {
            data.put(entry, "a3ViZQ==");
        }
        put(new SecretBuilder()
                .withNewMetadata()
                .withNamespace(cluster.namespace())
                .withName("ceph-node")
                .endMetadata()
                .withData(data)
                .build());
    }

    private void putDriver() {
        put(new CSIDriverBuilder()
                .withNewMetadata()
                .withName(driver)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build());
    }

    void deleteDriver() {
        client.storage().v1().csiDrivers().withName(driver).delete();
    }

    /** Registers a driver with the only node. */
    void putNode(String registered) {
        put(new CSINodeBuilder()
                .withNewMetadata()
                .withName("node-" + driver)
                .endMetadata()
                .withNewSpec()
                .addNewDriver()
                .withName(registered)
                .withNodeID("n1")
                .endDriver()
                .endSpec()
                .build());
    }

    private void put(HasMetadata object) {
        client.resource(object).delete();
        objects.add(client.resource(object).create());
    }

    /** A claim that has waited for an hour without an event about it. */
    void addForgottenClaim() {
        client.v1()
                .events()
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(event -> client.resource(event).delete());
        objects.add(client.resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withNamespace(cluster.namespace())
                        .withName("forgotten")
                        .addToAnnotations("volume.kubernetes.io/storage-provisioner", provisioner)
                        .endMetadata()
                        .withNewSpec()
                        .withNewResources()
                        .withRequests(Map.of("storage", new Quantity("64Mi")))
                        .endResources()
                        .endSpec()
                        .build())
                .create());
        LaterClock.advance(HOUR);
    }

    /** Creates the class. A parameter without a value is left out. */
    String make() {
        Map<String, String> all = new HashMap<>(Map.of("clusterID", "c1", "nodeStageSecretName", "ceph-node"));
        all.putAll(parameters);
        all.values().removeIf(String::isEmpty);
        return cluster.makeClass(builder -> builder.withProvisioner(provisioner), all);
    }

    JsonPath check() {
        return check(Map.of("storageClassName", make()));
    }

    static JsonPath check(Map<String, ?> payload) {
        return given().contentType(ContentType.JSON)
                .body(payload)
                .post("/check")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    void remove() {
        objects.forEach(object -> client.resource(object).delete());
    }
}
