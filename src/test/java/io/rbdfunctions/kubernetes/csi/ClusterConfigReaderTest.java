package io.rbdfunctions.kubernetes.csi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.rbdfunctions.kubernetes.ApiException;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.Monitors;
import io.rbdfunctions.volume.ceph.RadosNamespace;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterConfigReaderTest {
    private static final String NAME = "rook-ceph/rook-ceph-csi-config";

    /** As Rook writes it: with fields that other drivers and releases need. */
    private static final String CLUSTERS = """
        [{"clusterID":"rook-ceph","monitors":["10.43.1.1:6789","10.43.1.2:6789"],"namespace":"rook-ceph",
          "cephFS":{"netNamespaceFilePath":"","subvolumeGroup":""},"rbd":{"netNamespaceFilePath":"","radosNamespace":""},
          "nfs":{"netNamespaceFilePath":""},"readAffinity":{"enabled":false,"crushLocationLabels":null}},
         {"clusterID":"team","monitors":["10.43.1.1:6789"],"rbd":{"radosNamespace":"team-a"}},
         {"clusterID":"new","monitors":[]}]
        """;

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "csi-cluster-config-json"})
    void readsTheConfigMapOfCephCsiAndOfRook(String key) {
        put(key, CLUSTERS);

        CephClusters clusters = api.clusters(NAME).read().orElseThrow();

        assertThat(clusters.ids()).containsExactly("new", "rook-ceph", "team");
        assertThat(clusters.find(new ClusterId("rook-ceph")))
                .contains(new CephCluster(Monitors.parse("10.43.1.1:6789,10.43.1.2:6789"), RadosNamespace.DEFAULT));
        assertThat(clusters.find(new ClusterId("team")))
                .contains(new CephCluster(Monitors.parse("10.43.1.1:6789"), new RadosNamespace("team-a")));
        assertThat(clusters.find(new ClusterId("other"))).isEmpty();
    }

    @Test
    void aClusterWithoutMonitorsIsReportedWhenItIsUsed() {
        put("config.json", CLUSTERS);
        CephClusters clusters = api.clusters(NAME).read().orElseThrow();

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> clusters.find(new ClusterId("new")))
                .withMessage("clusterID \"new\" in ConfigMap %s: missing Ceph monitors".formatted(NAME));
    }

    @Test
    void readsTheMonitorsAgain() {
        put("config.json", CLUSTERS);
        ClusterConfigReader reader = api.clusters(NAME);
        reader.read();
        api.replace(configMap("config.json", CLUSTERS.replace("10.43.1.1", "10.43.1.9")));

        assertThat(reader.read().flatMap(clusters -> clusters.find(new ClusterId("team"))))
                .map(CephCluster::monitors)
                .contains(Monitors.parse("10.43.1.9:6789"));
    }

    @Test
    void isEmptyIfNoneIsNamed() {
        assertThat(api.clusters(null).read()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        config.json | '{}'  | ConfigMap rook-ceph/rook-ceph-csi-config is no JSON array of clusters as ceph-csi and Rook write it
        config.json | '[{'  | ConfigMap rook-ceph/rook-ceph-csi-config is no JSON array of clusters as ceph-csi and Rook write it
        other       | '[]'  | ConfigMap rook-ceph/rook-ceph-csi-config has no entry config.json or csi-cluster-config-json
        """)
    void reportsAnUnusableConfigMap(String key, String text, String message) {
        put(key, text);

        assertUnusable(NAME, message);
    }

    @Test
    void reportsAMissingConfigMap() {
        assertUnusable(NAME, "ConfigMap %s of rbd-functions.csi.cluster-config not found".formatted(NAME));
    }

    @Test
    void reportsANameWithoutANamespace() {
        assertUnusable("ceph-csi-config", "rbd-functions.csi.cluster-config is not namespace/name");
    }

    @Test
    void reportsAMissingPermission() {
        api.refuse("/api/v1/namespaces/rook-ceph/configmaps/rook-ceph-csi-config", 403);

        assertUnusable(
                NAME, "reading ConfigMap %s is forbidden: grant get on it to the service account".formatted(NAME));
    }

    @Test
    void anUnreachableApiServerIsNotAMissingConfigMap() {
        api.stop();

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> api.clusters(NAME).read());
    }

    @Test
    void readsAMountedFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("config.json"), CLUSTERS);

        assertThat(ofFile(file).read().map(CephClusters::ids)).isPresent();
        Files.delete(file);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> ofFile(file).read())
                .withMessage("file config.json of rbd-functions.csi.cluster-config-file cannot be read");
    }

    private ClusterConfigReader ofFile(Path file) {
        return new ClusterConfigReader(
                new ClusterConfig() {
                    @Override
                    public Optional<String> clusterConfig() {
                        return Optional.of(NAME);
                    }

                    @Override
                    public Optional<Path> clusterConfigFile() {
                        return Optional.of(file);
                    }
                },
                api.cache());
    }

    private void assertUnusable(String name, String message) {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> api.clusters(name).read())
                .withMessage(message);
    }

    private void put(String key, String text) {
        api.put(configMap(key, text));
    }

    private static ConfigMap configMap(String key, String text) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("rook-ceph")
                .withName("rook-ceph-csi-config")
                .endMetadata()
                .addToData(key, text)
                .build();
    }
}
