package io.rbdfunctions.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.Test;

class NoClusterTest {
    @Test
    void callsWithoutAClusterSaySo() {
        Config config = config();
        new NoCluster().customize(config);

        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            assertThat(ApiCalls.isConfigured(client)).isFalse();
            assertThatThrownBy(() -> ApiCalls.call(
                            "get PersistentVolume a",
                            () -> client.persistentVolumes().withName("a").get()))
                    .isInstanceOf(ApiException.class)
                    .hasMessage(
                            "get PersistentVolume a: no cluster is configured; set KUBECONFIG, or run in a cluster");
        }
    }

    @Test
    void aConfiguredClusterIsLeftAlone() {
        Config config = new ConfigBuilder(config())
                .withMasterUrl("https://10.0.0.1:6443")
                .build();

        new NoCluster().customize(config);

        assertThat(config.getMasterUrl()).startsWith("https://10.0.0.1:6443");
    }

    @Test
    void aTokenConfiguresTheAddressInTheCluster() {
        Config config = new ConfigBuilder(config()).withOauthToken("a.b.c").build();

        new NoCluster().customize(config);

        assertThat(config.getMasterUrl()).startsWith("https://kubernetes.default.svc");
    }

    private static Config config() {
        return new ConfigBuilder().withAutoConfigure(false).build();
    }
}
