package io.rbdfunctions.tools.bench;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.util.HashMap;
import java.util.List;

/** A mock API server in this process, which also measures its own share of the time. */
final class BenchApiServer implements AutoCloseable {
    private final KubernetesCrudDispatcher dispatcher = new KubernetesCrudDispatcher(List.of());
    private final KubernetesMockServer server =
            new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), dispatcher, false);
    private final KubernetesClient client;

    BenchApiServer() {
        server.init();
        client = server.createClient();
    }

    /** The settings that connect a function to this server, followed by more settings. */
    String[] settings(String... more) {
        return ApiSettings.of(server.url("/"), more);
    }

    KubernetesClient client() {
        return client;
    }

    void empty() {
        dispatcher.reset();
    }

    /** Measures the API calls of a provision from a plain client: read the claim, create two events and the volume. */
    double secondsFor(List<PersistentVolumeClaim> claims) {
        long start = System.nanoTime();
        for (PersistentVolumeClaim claim : claims) {
            client.resource(claim).get();
            event(claim, "Provisioning");
            volume(claim);
            event(claim, "ProvisioningSucceeded");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void event(PersistentVolumeClaim claim, String reason) {
        client.v1()
                .events()
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withNamespace(claim.getMetadata().getNamespace())
                        .withName(claim.getMetadata().getName() + "." + reason.toLowerCase(java.util.Locale.ROOT))
                        .endMetadata()
                        .withReason(reason)
                        .withNewInvolvedObject()
                        .withUid(claim.getMetadata().getUid())
                        .endInvolvedObject()
                        .build())
                .create();
    }

    private void volume(PersistentVolumeClaim claim) {
        client.persistentVolumes()
                .resource(new PersistentVolumeBuilder()
                        .withNewMetadata()
                        .withName("pvc-" + claim.getMetadata().getUid())
                        .endMetadata()
                        .withNewSpec()
                        .addToCapacity("storage", new Quantity("1Gi"))
                        .endSpec()
                        .build())
                .create();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
