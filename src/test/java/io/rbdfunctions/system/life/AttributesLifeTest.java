package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ModifyVolumeStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimCondition;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Claims with a VolumeAttributesClass, and claims that change it. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class AttributesLifeTest extends ClusterTestBase {
    private static final String READ_IOPS = ".rbd.csi.ceph.com/cgroup_qos_max_read_iops";
    private static final String WRITE_BPS = ".rbd.csi.ceph.com/cgroup_qos_max_write_bps";
    private static final String IOPS_LIMIT = "conf_rbd_qos_iops_limit";

    private final KubernetesClient client = ApiServer.client();

    @BeforeEach
    void requireClasses() {
        Assumptions.assumeTrue(cluster.isAtLeast(34), "API servers before 1.34 have no VolumeAttributesClasses");
    }

    @Test
    void aNewVolumeHasTheClassAndItsImageTheAttributes() {
        String gold = cluster.makeAttributesClass(Map.of("maxReadIops", "500", IOPS_LIMIT, "800"));

        PersistentVolumeClaim claim = boundClaim(gold);

        assertThat(cluster.volumeOf(claim).getSpec().getVolumeAttributesClassName())
                .isEqualTo(gold);
        assertThat(claim.getStatus().getCurrentVolumeAttributesClassName()).isEqualTo(gold);
        assertThat(metadata(claim)).contains(READ_IOPS + " ", "500", IOPS_LIMIT, "800", "csi.storage.k8s.io/pvc/name");
    }

    @Test
    void aClaimWaitsForItsClass() {
        String late = "vac-" + UUID.randomUUID();
        PersistentVolumeClaim claim = waitingClaim(late);

        EventSource.updated(claim);

        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(cluster.findVolume(claim)).isNull();
        assertThat(messages(claim)).anyMatch(message -> message.contains("VAC \"%s\" does not exist.".formatted(late)));

        cluster.makeAttributesClass(late, ApiServer.PROVISIONER, Map.of("maxReadIops", "500"));
        assertThat(SweepClient.report().failures()).isEmpty();

        assertThat(cluster.bound(claim).getStatus().getCurrentVolumeAttributesClassName())
                .isEqualTo(late);
    }

    @Test
    void aClassOfAnotherDriverOrWithUnknownParametersMakesNothing() {
        String foreign =
                cluster.makeAttributesClass("vac-" + UUID.randomUUID(), "rbd.csi.ceph.com", Map.of("maxReadIops", "1"));
        String invalid = cluster.makeAttributesClass(Map.of("iops", "500"));
        PersistentVolumeClaim first = waitingClaim(foreign);
        PersistentVolumeClaim second = waitingClaim(invalid);

        EventSource.updated(first);
        EventSource.updated(second);

        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(messages(first)).anyMatch(message -> message.contains("belongs to driver rbd.csi.ceph.com"));
        assertThat(messages(second))
                .anyMatch(message -> message.contains("unknown parameter \"iops\"") && message.contains("maxReadIops"));
    }

    /** The API server rejects such a volume. */
    @Test
    void aClaimOfAnInTreeClassMakesNothing() {
        PersistentVolumeClaim claim =
                waitingClaim(cluster.makeClass(), cluster.makeAttributesClass(Map.of("maxReadIops", "500")));

        EventSource.updated(claim);

        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(messages(claim))
                .anyMatch(message ->
                        message.contains("volumeAttributesClassName needs a CSI volume: use a class with clusterID"));
    }

    @Test
    void aVolumeThatIsNotACsiVolumeCannotChange() {
        PersistentVolumeClaim claim = cluster.handedOver(cluster.makeClaim(cluster.makeClass()));
        EventSource.updated(claim);
        cluster.bound(claim);

        EventSource.updated(cluster.modify(claim, cluster.makeAttributesClass(Map.of("maxReadIops", "500"))));

        assertThat(state(claim)).isEqualTo("Infeasible");
        assertThat(messages(claim)).anyMatch(message -> message.contains("needs a CSI volume"));
        assertThat(metadata(claim)).doesNotContain(READ_IOPS);
    }

    @Test
    void aChangeReachesImageVolumeAndClaim() {
        String silver = cluster.makeAttributesClass(Map.of("maxReadIops", "100", IOPS_LIMIT, "300"));
        String gold = cluster.makeAttributesClass(Map.of("maxReadIops", "500", "maxWriteBps", "1048576"));
        PersistentVolumeClaim claim = boundClaim(silver);

        var answer = EventSource.preferringReply(cluster.modify(claim, gold));

        assertThat(answer.header("ce-type")).isEqualTo("io.rbdfunctions.volume.modified.v1");
        assertFinished(claim, gold);
        assertThat(metadata(claim))
                .contains(READ_IOPS, "500", WRITE_BPS, "1048576", "csi.storage.k8s.io/pvc/name")
                .doesNotContain(IOPS_LIMIT);
        assertThat(cluster.reasons(claim)).contains("VolumeModify", "VolumeModifySuccessful");
    }

    @Test
    void aRepeatedEventAndAReplacedClassChangeNothing() {
        Assumptions.assumeFalse(ApiServer.isReal(), "it does not delete a class that a claim uses");
        String gold = cluster.makeAttributesClass(Map.of("maxReadIops", "500"));
        PersistentVolumeClaim claim = boundClaim(cluster.makeAttributesClass(Map.of("maxWriteIops", "7")));
        PersistentVolumeClaim modified = cluster.modify(claim, gold);
        EventSource.updated(modified);
        String version = cluster.now(claim).getMetadata().getResourceVersion();
        client.storage().v1().volumeAttributesClasses().withName(gold).delete();
        cluster.makeAttributesClass(gold, ApiServer.PROVISIONER, Map.of("maxReadIops", "9"));

        EventSource.updated(modified);
        assertThat(SweepClient.report().failures()).isEmpty();

        assertThat(cluster.now(claim).getMetadata().getResourceVersion()).isEqualTo(version);
        assertThat(metadata(claim)).contains("500");
    }

    @Test
    void aChangeToAMissingClassIsPendingUntilItExists() {
        String late = "vac-" + UUID.randomUUID();
        PersistentVolumeClaim claim = boundClaim(cluster.makeAttributesClass(Map.of("maxWriteIops", "7")));

        EventSource.updated(cluster.modify(claim, late));

        assertThat(state(claim)).isEqualTo("Pending");
        assertThat(conditions(claim)).isEmpty();
        assertThat(cluster.reasons(claim)).contains("VolumeModifyFailed");

        cluster.makeAttributesClass(late, ApiServer.PROVISIONER, Map.of("maxReadIops", "500"));
        assertThat(SweepClient.report().failures()).isEmpty();

        assertFinished(claim, late);
    }

    @Test
    void anInvalidClassIsInfeasibleAndARepetitionWritesNothing() {
        String silver = cluster.makeAttributesClass(Map.of("maxReadIops", "100"));
        String invalid = cluster.makeAttributesClass(Map.of("maxReadIops", "many"));
        PersistentVolumeClaim claim = boundClaim(silver);

        EventSource.updated(cluster.modify(claim, invalid));

        assertThat(state(claim)).isEqualTo("Infeasible");
        assertThat(conditions(claim)).containsExactly("ModifyingVolume", "ModifyVolumeError");
        assertThat(cluster.volumeOf(claim).getSpec().getVolumeAttributesClassName())
                .isEqualTo(silver);
        assertThat(metadata(claim)).contains("100");
        String version = cluster.now(claim).getMetadata().getResourceVersion();

        EventSource.updated(cluster.now(claim));

        assertThat(cluster.now(claim).getMetadata().getResourceVersion()).isEqualTo(version);

        EventSource.updated(cluster.modify(claim, silver));

        assertFinished(claim, silver);
    }

    @Test
    void anotherFailureStaysInProgressAndTheNextClassMayReplaceIt() {
        String gold = cluster.makeAttributesClass(Map.of("maxReadIops", "500"));
        PersistentVolumeClaim claim = boundClaim(cluster.makeAttributesClass(Map.of("maxWriteIops", "7")));
        String image = cluster.imageOf(claim);
        ceph.rbd("rename", image, image + "-away").orFail();

        EventSource.updated(cluster.modify(claim, gold));

        assertThat(state(claim)).isEqualTo("InProgress");
        assertThat(conditions(claim)).containsExactly("ModifyingVolume", "ModifyVolumeError");

        ceph.rbd("rename", image + "-away", image).orFail();
        String bronze = cluster.makeAttributesClass(Map.of("maxReadIops", "10"));
        EventSource.updated(cluster.modify(claim, bronze));

        assertFinished(claim, bronze);
    }

    @Test
    void aChangeThatHasBegunIsFinishedBeforeTheNext() {
        String gold = cluster.makeAttributesClass(Map.of("maxReadIops", "500"));
        String bronze = cluster.makeAttributesClass(Map.of("maxReadIops", "10"));
        PersistentVolumeClaim claim = boundClaim(cluster.makeAttributesClass(Map.of("maxWriteIops", "7")));
        cluster.modify(claim, bronze);
        PersistentVolumeClaim begun = client.resource(cluster.now(claim))
                .editStatus(current -> new PersistentVolumeClaimBuilder(current)
                        .editStatus()
                        .withModifyVolumeStatus(new ModifyVolumeStatus("InProgress", gold))
                        .endStatus()
                        .build());

        EventSource.updated(begun);
        assertFinished(claim, gold);

        EventSource.updated(cluster.now(claim));
        assertFinished(claim, bronze);
    }

    @Test
    void aChangeThatIsTakenBackIsCancelled() {
        PersistentVolumeClaim claim = boundClaim(null);
        EventSource.updated(cluster.modify(claim, cluster.makeAttributesClass(Map.of("iops", "1"))));
        assertThat(conditions(claim)).contains("ModifyingVolume");

        EventSource.updated(cluster.modify(claim, null));

        assertThat(conditions(claim)).doesNotContain("ModifyingVolume");
        assertThat(cluster.reasons(claim)).contains("VolumeModifyCancelled");
    }

    @Test
    void aClaimThatGrowsMeanwhileGetsBoth() {
        String gold = cluster.makeAttributesClass(Map.of("maxReadIops", "500"));
        PersistentVolumeClaim claim = boundClaim(null);
        cluster.grow(claim, "128Mi");

        EventSource.updated(cluster.modify(claim, gold));

        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(128L << 20);
        assertThat(cluster.volumeOf(claim).getSpec().getVolumeAttributesClassName())
                .isEqualTo(gold);
        assertThat(conditions(claim)).containsExactly("Resizing", "FileSystemResizePending");
    }

    private PersistentVolumeClaim boundClaim(@Nullable String attributesClass) {
        PersistentVolumeClaim claim = waitingClaim(attributesClass);
        EventSource.updated(claim);
        return cluster.bound(claim);
    }

    private PersistentVolumeClaim waitingClaim(@Nullable String attributesClass) {
        Map<String, String> csi = Map.of(
                "clusterID", "c1",
                "nodeStageSecretName", "ceph-admin",
                "nodeStageSecretNamespace", cluster.namespace());
        return waitingClaim(cluster.makeClass(builder -> builder, csi), attributesClass);
    }

    private PersistentVolumeClaim waitingClaim(String storageClass, @Nullable String attributesClass) {
        return cluster.handedOver(cluster.makeClaim(
                storageClass,
                builder -> builder.editSpec()
                        .withVolumeAttributesClassName(attributesClass)
                        .endSpec()));
    }

    private void assertFinished(PersistentVolumeClaim claim, String attributesClass) {
        PersistentVolumeClaimStatus status = cluster.now(claim).getStatus();
        assertThat(cluster.volumeOf(claim).getSpec().getVolumeAttributesClassName())
                .isEqualTo(attributesClass);
        assertThat(status.getCurrentVolumeAttributesClassName()).isEqualTo(attributesClass);
        assertThat(status.getModifyVolumeStatus()).isNull();
        assertThat(status.getConditions()).isEmpty();
    }

    private String state(PersistentVolumeClaim claim) {
        return cluster.now(claim).getStatus().getModifyVolumeStatus().getStatus();
    }

    private List<String> conditions(PersistentVolumeClaim claim) {
        return cluster.now(claim).getStatus().getConditions().stream()
                .map(PersistentVolumeClaimCondition::getType)
                .toList();
    }

    private List<String> messages(PersistentVolumeClaim claim) {
        return cluster.events(claim).stream().map(Event::getMessage).toList();
    }

    private String metadata(PersistentVolumeClaim claim) {
        return ceph.rbd("image-meta", "ls", cluster.imageOf(claim)).orFail().stdout();
    }
}
