package io.rbdfunctions.system.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.rbdfunctions.support.cluster.ApiServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the API server stores behind the webhook or the policies. Runs only on a real API server (profile {@code
 * real-cluster}), because the mock calls no webhooks.
 */
@QuarkusTest
@WithTestResource(ApiServer.class)
@TestProfile(AdmissionProfile.class)
@SuppressWarnings("NullAway.Init")
class AdmissionLifeTest {
    private final String name = "rbd-" + UUID.randomUUID();

    @ConfigProperty(name = "quarkus.http.test-ssl-port")
    int port;

    private AdmissionSetup setup;

    @BeforeEach
    void requireRealServer() {
        assumeTrue(ApiServer.isReal(), "the mock API server calls no webhooks: run with -Preal-cluster");
        setup = new AdmissionSetup();
    }

    @AfterEach
    void removeAll() {
        if (ApiServer.isReal()) {
            setup.close();
        }
    }

    @Test
    void theWebhookRejectsInvalidObjectsAndAllowsValidOnes() {
        setup.addWebhook(port);

        assertEventuallyRejected(
                storageClass(Map.of("pool", "a/b", "fsTyp", "ext4")), "invalid pool name \"a/b\"", "\"fsTyp\"");
        assertThat(setup.create(storageClass(Map.of("maxSize", "1Gi")))).isNotNull();
        assertEventuallyRejected(
                claim("ReadWriteMany", "2Gi"), "invalid AccessModes [ReadWriteMany]", "the maxSize of the class");
        assertThat(setup.create(claim("ReadWriteOnce", "1Gi"))).isNotNull();
    }

    @Test
    void theWebhookEnforcesTheQuotaOfANamespace() {
        setup.addWebhook(port);
        setup.create(storageClass(Map.of()));
        setup.annotateNamespace("rbdfunctions.io/quota", name + "=1Gi");

        assertEventuallyRejected(claim("ReadWriteOnce", "1025Mi"), "1025Mi of 1024Mi");
        assertThat(setup.create(claim("ReadWriteOnce", "1Gi"))).isNotNull();
    }

    @Test
    void thePoliciesRejectTheSameObjectsWithoutAWebhook() {
        assumeTrue(setup.supportsPolicies(), "an API server older than 1.30 has no ValidatingAdmissionPolicies");
        setup.addPolicies();

        assertEventuallyRejected(storageClass(Map.of("fsTyp", "ext4")), "a parameter is unknown or misspelt");
        assertThat(setup.create(storageClass(Map.of()))).isNotNull();
        assertEventuallyRejected(
                claim("ReadWriteMany", "1Gi"), "only AccessModes ReadWriteOnce and ReadOnlyMany are supported");
        assertThat(setup.create(claim("ReadWriteOnce", "1Gi"))).isNotNull();
        assertThat(setup.typeWarnings()).isEmpty();
    }

    /**
     * The API server takes a moment to activate a new webhook or policy. Until then this creates and removes the
     * object.
     */
    private void assertEventuallyRejected(HasMetadata object, String... texts) {
        await("a rejection")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThatExceptionOfType(KubernetesClientException.class)
                        .isThrownBy(() -> setup.createAndRemove(object))
                        .satisfies(
                                rejection -> assertThat(rejection.getMessage()).contains(texts)));
    }

    private StorageClass storageClass(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "monitors", "127.0.0.1:6789",
                "adminSecretName", "ceph-admin",
                "userSecretName", "ceph-user"));
        parameters.putAll(more);
        return new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withProvisioner(ApiServer.PROVISIONER)
                .withParameters(parameters)
                .build();
    }

    private PersistentVolumeClaim claim(String accessMode, String size) {
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(setup.namespace())
                .withName("data")
                .endMetadata()
                .withNewSpec()
                .withAccessModes(accessMode)
                .withStorageClassName(name)
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity(size)))
                .endResources()
                .endSpec()
                .build();
    }
}
