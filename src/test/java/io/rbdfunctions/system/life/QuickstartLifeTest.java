package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.ManifestFile;
import io.rbdfunctions.support.manifest.Kustomization;
import io.rbdfunctions.support.manifest.Manifest;
import io.rbdfunctions.support.manifest.ManifestTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The installation and the quickstarts, as a user applies them, up to a bound claim. The tests have no nodes, so no pod runs. */
@QuarkusTest
@TestProfile(CephCsiProfile.class)
@WithTestResource(ApiServer.class)
@SuppressWarnings("NullAway.Init")
class QuickstartLifeTest extends ClusterTestBase {
    private static final String PROVISIONER_SECRET = "csi.storage.k8s.io/provisioner-secret-";

    private final KubernetesClient client = ApiServer.client();

    @BeforeEach
    void makeConfigMap() {
        configure(ceph.monitors());
        ApiServer.permitClusterConfig(client);
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    /** As in the README. */
    @Test
    void theInstallationIsAcceptedAndTheClaimIsBound() {
        assumeTrue(cluster.isAtLeast(21), "the API server has no policy/v1");
        assumeTrue(
                client.namespaces().withName("rbd-functions").get() == null,
                "the cluster has an installation of its own");
        List<HasMetadata> installed = new ArrayList<>();
        try {
            ManifestFile.objects(client, Kustomization.render(ManifestTree.PLAIN))
                    .forEach(object -> {
                        // The permission for the ConfigMap is there, for the account of the tests.
                        if (client.resource(object).get() == null) {
                            client.resource(object).create();
                            installed.add(object);
                        }
                    });

            assertBound(claim(ManifestTree.QUICKSTART_CEPH, this::completed));
        } finally {
            installed.reversed().forEach(object -> client.resource(object).delete());
        }
        assertThat(installed).hasSizeGreaterThan(10);
    }

    /** Rook writes these objects, and nothing of them is copied. */
    @Test
    void theClaimForRookIsBoundWithTheSecretAndTheConfigMapOfRook() {
        makeRooksSecret(ceph.adminKey());

        assertBound(claim(ManifestTree.QUICKSTART_ROOK, this::completedForRook));
    }

    @Test
    void aReplacedMonitorIsFollowed() {
        makeRooksSecret(ceph.adminKey());
        configure("127.0.0.1:1");
        PersistentVolumeClaim claim = claim(ManifestTree.QUICKSTART_ROOK, this::completedForRook);
        assertThat(cluster.findVolume(claim)).isNull();

        configure(ceph.monitors());

        EventSource.updated(cluster.now(claim));
        assertBound(claim);
    }

    @Test
    void aRotatedKeyIsFollowed() {
        String retired = "AQBkcXRoAAAAABAAcm90YXRlZC1ieS1yb29rIQ==";
        makeRooksSecret(retired);
        PersistentVolumeClaim claim = claim(ManifestTree.QUICKSTART_ROOK, this::completedForRook);
        assertThat(cluster.findVolume(claim)).isNull();

        makeRooksSecret(ceph.adminKey());

        EventSource.updated(cluster.now(claim));
        assertBound(claim);
    }

    private void assertBound(PersistentVolumeClaim claim) {
        assertThat(cluster.bound(claim).getStatus().getPhase()).isEqualTo("Bound");
        assertThat(cluster.volumeOf(claim).getSpec().getCsi().getVolumeHandle())
                .endsWith(claim.getMetadata().getUid());
        assertThat(ceph.images(cluster.pool())).hasSize(1);
    }

    private interface Completion {
        void complete(Map<String, String> parameters);
    }

    /** Applies class, claim and pod of a quickstart, and tells the function of the claim. */
    private PersistentVolumeClaim claim(Path quickstart, Completion completion) {
        List<Manifest> manifests = Kustomization.render(quickstart);
        StorageClass example = read("StorageClass", StorageClass.class, manifests);
        Map<String, String> parameters = new HashMap<>(example.getParameters());
        completion.complete(parameters);
        String storageClass = cluster.makeClass(
                builder -> new StorageClassBuilder(builder.build())
                        .withParameters(parameters)
                        .withVolumeBindingMode(example.getVolumeBindingMode())
                        .withReclaimPolicy(example.getReclaimPolicy()),
                Map.of());
        PersistentVolumeClaim claim = cluster.create(
                new PersistentVolumeClaimBuilder(read("PersistentVolumeClaim", PersistentVolumeClaim.class, manifests))
                        .editMetadata()
                        .withNamespace(cluster.namespace())
                        .endMetadata()
                        .editSpec()
                        .withStorageClassName(storageClass)
                        .endSpec()
                        .build());
        Pod pod = read("Pod", Pod.class, manifests);
        assertThat(pod.getSpec()
                        .getVolumes()
                        .getFirst()
                        .getPersistentVolumeClaim()
                        .getClaimName())
                .isEqualTo(claim.getMetadata().getName());
        EventSource.updated(cluster.handedOver(claim));
        return claim;
    }

    private void completed(Map<String, String> parameters) {
        parameters.put("monitors", ceph.monitors());
        parameters.put("pool", cluster.pool());
        parameters.put("adminId", "admin");
        parameters.put("adminSecretNamespace", cluster.namespace());
    }

    private void completedForRook(Map<String, String> parameters) {
        parameters.put("pool", cluster.pool());
        parameters.put(PROVISIONER_SECRET + "namespace", cluster.namespace());
        // The name that the permissions of the tests allow.
        parameters.put(PROVISIONER_SECRET + "name", "ceph-admin");
    }

    private static <T> T read(String kind, Class<T> type, List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> manifest.kind().equals(kind))
                .map(manifest -> Serialization.unmarshal(manifest.document().toString(), type))
                .findFirst()
                .orElseThrow();
    }

    /** In the form of Rook, where the permissions of the manifests for ceph-csi allow it. */
    private void configure(String monitors) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(CephCsiProfile.NAMESPACE)
                        .withName(CephCsiProfile.NAME)
                        .endMetadata()
                        .addToData(
                                "csi-cluster-config-json",
                                "[{\"clusterID\":\"rook-ceph\",\"monitors\":[\"%s\"],\"namespace\":\"rook-ceph\"}]"
                                        .formatted(monitors))
                        .build())
                .createOr(NonDeletingOperation::update);
    }

    private void makeRooksSecret(String key) {
        cluster.deleteSecret();
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(cluster.namespace())
                        .withName("ceph-admin")
                        .endMetadata()
                        .withType("kubernetes.io/rook")
                        .addToData("userID", base64("admin"))
                        .addToData("userKey", base64(key))
                        .build())
                .create();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
