package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.OwnAccessReviews;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The check of a class over HTTP, on a real Ceph: of one that works, and of those where one thing is broken. */
@SuppressWarnings("NullAway.Init")
abstract class CheckContract extends ClusterTestBase {
    static final String PROVISIONER = "check.example.org/rbd";

    private final KubernetesClient client = ApiServer.client();
    private CheckedClass checked;

    /**
     * A class where one thing is broken.
     *
     * @param step the first that fails
     * @param words that its detail and its remedy have
     */
    record Fault(String name, Consumer<CheckedClass> cause, String step, List<String> words) {
        static Fault of(String name, String step, Consumer<CheckedClass> cause, String... words) {
            return new Fault(name, cause, step, List.of(words));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void makeClass() {
        checked = new CheckedClass(ceph, cluster, client, PROVISIONER);
    }

    @AfterEach
    void removeClass() {
        OwnAccessReviews.allowAll();
        LaterClock.reset();
        checked.remove();
    }

    @Test
    void aClassThatWorksPassesAllSteps() {
        String storageClass = checked.make();
        provisionOne(storageClass);
        Map<String, ?> before = content();

        JsonPath report = CheckedClass.check(Map.of("storageClassName", storageClass));

        assertThat(report.getBoolean("ok")).as(report.prettify()).isTrue();
        assertThat(report.getList("steps.result"))
                .as(report.prettify())
                .hasSize(13)
                .containsOnly("passed");
        assertThat(report.getList("steps.remedy")).containsOnlyNulls();
        assertThat(content()).as("nothing is left behind").isEqualTo(before);
    }

    /** Then the functions have reported events. */
    private void provisionOne(String storageClass) {
        PersistentVolumeClaim claim = cluster.makeClaim(
                storageClass,
                builder -> builder.editMetadata()
                        .addToAnnotations("volume.kubernetes.io/storage-provisioner", PROVISIONER)
                        .endMetadata());
        EventSource.updated(cluster.now(claim)).then().statusCode(204);
        cluster.volumeOf(claim);
    }

    @Test
    void aClassOfInTreeVolumesLeavesNothingEither() {
        checked.parameters.put("clusterID", "");
        checked.parameters.put("nodeStageSecretName", "");
        checked.parameters.put("nodeStageSecretNamespace", "");
        checked.parameters.put("csiDriver", "");
        checked.parameters.put("userSecretName", "ceph-user");
        checked.parameters.put("imageFeatures", "layering,exclusive-lock,object-map,fast-diff,deep-flatten");

        JsonPath report = checked.check();

        assertThat(report.getBoolean("ok")).as(report.prettify()).isTrue();
        assertThat(report.getString("steps.find { it.step == 'image' }.result")).isEqualTo("passed");
        assertNothingIsLeft();
    }

    @Test
    void allPoolsOfAClassAreChecked() {
        String second = ceph.freshPool();
        checked.permit(
                "mon",
                "profile rbd",
                "osd",
                "profile rbd pool=%s, profile rbd pool=%s".formatted(cluster.pool(), second));
        checked.parameters.put("pools", cluster.pool() + "," + second);

        JsonPath report = checked.check();

        assertThat(report.getBoolean("ok")).as(report.prettify()).isTrue();
        assertThat(report.getString("steps.find { it.step == 'parameters' }.detail"))
                .contains("one of the pools %s, %s".formatted(cluster.pool(), second));
        assertThat(report.getString("steps.find { it.step == 'room' }.detail")).contains(cluster.pool(), second);
        assertNothingIsLeft();
    }

    @Test
    void aDryRunWritesNothing() {
        JsonPath report = CheckedClass.check(Map.of("storageClassName", checked.make(), "dryRun", true));

        assertThat(report.getBoolean("ok")).as(report.prettify()).isTrue();
        assertThat(report.getString("steps.find { it.step == 'image' }.result")).isEqualTo("skipped");
        assertThat(Omaps.of(ceph, cluster.pool()).objects("")).isEmpty();
    }

    /** As if the process had ended while it had an image. */
    @Test
    void aCheckRemovesWhatAnInterruptedOneHasLeft() {
        Map<String, String> storageClass = Map.of("storageClassName", checked.make());
        String image = CheckedClass.check(storageClass)
                .getString("steps.find { it.step == 'image' }.detail")
                .replaceFirst("made and removed (\\S+) of .*", "$1");
        ceph.createImage(image, 1);

        JsonPath report = CheckedClass.check(storageClass);

        assertThat(report.getString("steps.find { it.step == 'image' }.result"))
                .as(report.prettify())
                .isEqualTo("passed");
        assertNothingIsLeft();
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.of(
                        "a misspelt parameter",
                        "parameters",
                        broken -> broken.parameters.put("pol", "kube"),
                        "parameters.pol",
                        "docs/storageclass.md"),
                Fault.of("no Secret", "secret", broken -> broken.cluster.deleteSecret(), "ceph-admin", "not found"),
                Fault.of(
                        "the nodes' Secret has no key",
                        "nodeSecret",
                        broken -> broken.putNodeSecret("userID"),
                        "ceph-node has no entry userKey",
                        "store userID and userKey"),
                Fault.of(
                        "nobody listens",
                        "monitors",
                        broken -> broken.parameters.put("monitors", "127.0.0.1:1"),
                        "127.0.0.1:1: connection refused",
                        "ceph mon dump"),
                Fault.of(
                        "another user's key",
                        "key",
                        broken -> broken.parameters.put("adminId", "nobody"),
                        "the monitors refuse client.nobody",
                        "ceph auth get-key client.nobody"),
                Fault.of(
                        "a user without capabilities for monitors",
                        "key",
                        broken -> broken.permit("osd", "profile rbd"),
                        "the monitors refuse client.",
                        "mon 'profile rbd'"),
                Fault.of(
                        "the monitors let the user only read",
                        "key",
                        broken -> broken.permit("mon", "allow r", "osd", "profile rbd"),
                        "lacks the capability mon 'profile rbd'",
                        "ceph auth caps client."),
                Fault.of(
                        "no pool",
                        "pool",
                        broken -> broken.parameters.put("pool", "no-such-pool"),
                        "no pool no-such-pool",
                        "rbd pool init no-such-pool"),
                Fault.of(
                        "one of several pools is missing",
                        "pool",
                        broken -> broken.parameters.put("pools", broken.cluster.pool() + ",no-such-pool"),
                        "no pool no-such-pool",
                        "rbd pool init no-such-pool"),
                Fault.of(
                        "no access to one of several pools",
                        "capabilities",
                        broken -> broken.parameters.put("pools", broken.cluster.pool() + "," + broken.ceph.freshPool()),
                        "may not read objects in pool-",
                        ", profile rbd pool="),
                Fault.of(
                        "a pool for something else",
                        "pool",
                        broken -> broken.ceph.disableApplication(broken.cluster.pool()),
                        "enabled for nothing",
                        "ceph osd pool application enable"),
                Fault.of(
                        "an erasure-coded data pool without overwrites",
                        "pool",
                        broken -> broken.parameters.put("dataPool", broken.ceph.freshErasureCodedPool()),
                        "takes no overwrites",
                        "allow_ec_overwrites true"),
                Fault.of(
                        "no access to the pool",
                        "capabilities",
                        broken -> broken.permit("mon", "profile rbd", "osd", "profile rbd pool=another"),
                        "may not read objects in",
                        "osd 'profile rbd pool="),
                Fault.of(
                        "the user may only read",
                        "capabilities",
                        broken -> broken.permit("mon", "profile rbd", "osd", "profile rbd-read-only"),
                        "may not write objects in",
                        "osd 'profile rbd pool="),
                Fault.of(
                        "no RADOS namespace",
                        "capabilities",
                        broken -> broken.parameters.put("radosNamespace", "team-a"),
                        "rbd namespace create"),
                Fault.of(
                        "the user may not change images",
                        "image",
                        broken -> broken.permit("mon", "profile rbd", "osd", "allow rw class-read"),
                        "check adminId, its key and its capabilities"),
                Fault.of(
                        "a feature that no kernel has",
                        "kernels",
                        broken -> broken.parameters.put("imageFeatures", "layering,exclusive-lock,journaling"),
                        "journaling",
                        "rbd-nbd"),
                Fault.of("no CSIDriver", "driver", CheckedClass::deleteDriver, "no CSIDriver", "ceph-csi"),
                Fault.of(
                        "no node plugin",
                        "driver",
                        broken -> broken.putNode("other.csi.example.org"),
                        "no node has the driver",
                        "DaemonSet"),
                Fault.of(
                        "no event arrives",
                        "events",
                        CheckedClass::addForgottenClaim,
                        "forgotten has waited since",
                        "apiserversource"),
                Fault.of(
                        "a permission is missing",
                        "permissions",
                        _ -> OwnAccessReviews.deny("list events"),
                        "may not: list events",
                        "apply the manifests"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theFirstFailedStepNamesTheFault(Fault fault) {
        fault.cause().accept(checked);

        JsonPath report = checked.check();

        assertFails(report, fault.step(), fault.words());
        assertNothingIsLeft();
    }

    @Test
    void aFullPoolHasNoRoom() {
        try (CephCluster full = CephCluster.fresh()) {
            use(full);
            full.reportFull();

            assertFails(checked.check(), "room", List.of("the pool %s is full".formatted(full.pool()), "add OSDs"));
        }
    }

    /** All steps together end in less than the minute after which none would begin. */
    @Test
    void aSilentClusterDoesNotHoldUpTheCheck() {
        try (CephCluster silent = CephCluster.fresh()) {
            use(silent);
            silent.freezeOsd();

            JsonPath withoutOsd = checked.check();
            silent.freezeMon();
            JsonPath withoutMonitor = checked.check();
            silent.thawMon();
            silent.thawOsd();

            assertFails(withoutOsd, "capabilities", List.of("rados"));
            assertFails(withoutMonitor, "monitors", List.of("no answer within 3 s"));
        }
    }

    private void use(CephCluster other) {
        checked.parameters.put("monitors", other.monitors());
        checked.parameters.put("pool", other.pool());
        checked.parameters.put("adminId", "admin");
        cluster.changeKey(other.adminKey());
    }

    private static void assertFails(JsonPath report, String step, List<String> words) {
        assertThat(report.getBoolean("ok")).as(report.prettify()).isFalse();
        Map<String, String> first = report.getMap("steps.find { it.result == 'failed' }");
        assertThat(first).as(report.prettify()).containsEntry("step", step).containsKey("remedy");
        assertThat(first.get("detail") + "; " + first.get("remedy")).contains(words);
        assertThat(report.getList("steps.findAll { it.detail.startsWith('it needs') }.result"))
                .allMatch("skipped"::equals);
    }

    private void assertNothingIsLeft() {
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(ceph.rbd("trash", "ls", "--all", cluster.pool()).orFail().stdout())
                .isBlank();
        Omaps objects = Omaps.of(ceph, cluster.pool());
        assertThat(objects.objects(""))
                .allMatch(name -> name.startsWith("rbd_") || name.equals("csi.volumes.default"))
                .noneMatch(name -> name.matches("rbd_(header|data|object_map|id|lock)\\..*"));
        assertThat(objects.all("csi.volumes.default").values()).allMatch(Map::isEmpty);
    }

    /** All objects of the pool with their keys. The first removal in a pool makes the list of what is in the trash. */
    private Map<String, ?> content() {
        Map<String, Map<String, String>> content =
                new TreeMap<>(Omaps.of(ceph, cluster.pool()).all(""));
        content.remove("rbd_trash", Map.of());
        return content;
    }
}
