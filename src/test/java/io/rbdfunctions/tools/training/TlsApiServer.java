package io.rbdfunctions.tools.training;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.rbdfunctions.support.ceph.CephCluster;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A mock API server with TLS and a token, as in a pod, that has a StorageClass and its Secrets. */
public final class TlsApiServer implements AutoCloseable {
    public static final String CLASS = "rbd";
    public static final String PROVISIONER = "rbdfunctions.io/rbd";

    /** The driver whose attachments are marked as attached in the training run. */
    static final String DRIVER = "rbd.csi.ceph.com";

    /** A token of a caller. */
    static final String TOKEN = "token-of-a-caller";

    private static final String NAMESPACE = "kube-system";

    private final KubernetesMockServer server;
    private final KubernetesClient client;
    private final TlsFront front;

    private TlsApiServer() {
        Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
        server = new KubernetesMockServer(
                new Context(), new MockWebServer(), responses, new KubernetesMixedDispatcher(responses), false);
        server.init();
        client = server.createClient();
        front = new TlsFront(server.getPort());
    }

    /** Starts a server with a StorageClass for the pool of the cluster. */
    public static TlsApiServer start(CephCluster ceph) {
        TlsApiServer server = new TlsApiServer();
        server.createSecret("ceph-admin", ceph.adminKey());
        server.createSecret("ceph-user", ceph.userKey());
        server.createClass(ceph);
        server.acceptReviews();
        return server;
    }

    /** System properties that connect the client of an application to this server. */
    public List<String> settings() {
        List<String> settings = new ArrayList<>(front.settings());
        settings.addAll(List.of(
                "kubernetes.auth.tryKubeConfig=false",
                "kubernetes.auth.tryServiceAccount=false",
                "kubernetes.auth.token=not-a-secret",
                "kubernetes.namespace=rbd-functions"));
        return settings;
    }

    public KubernetesClient client() {
        return client;
    }

    /** Stubs the reviews of tokens and access, which the mock does not implement. */
    private void acceptReviews() {
        review(
                "authentication.k8s.io/v1/tokenreviews",
                Map.of("authenticated", true, "user", Map.of("username", "caller")));
        review("authorization.k8s.io/v1/subjectaccessreviews", Map.of("allowed", true));
    }

    private void review(String resource, Map<String, ?> status) {
        server.expect()
                .post()
                .withPath("/apis/" + resource)
                .andReturn(201, Map.of("status", status))
                .always();
    }

    private void createSecret(String name, String key) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName(name)
                        .endMetadata()
                        .withType("kubernetes.io/rbd")
                        .withData(
                                Map.of("key", Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8))))
                        .build())
                .create();
    }

    private void createClass(CephCluster ceph) {
        client.resource(new StorageClassBuilder()
                        .withNewMetadata()
                        .withName(CLASS)
                        .endMetadata()
                        .withProvisioner(PROVISIONER)
                        .withReclaimPolicy("Delete")
                        .withVolumeBindingMode("Immediate")
                        .withAllowVolumeExpansion(true)
                        .withParameters(Map.of(
                                "monitors",
                                ceph.monitors(),
                                "pool",
                                ceph.pool(),
                                "adminSecretName",
                                "ceph-admin",
                                "adminSecretNamespace",
                                NAMESPACE,
                                "userId",
                                ceph.userId(),
                                "userSecretName",
                                "ceph-user",
                                "imageFeatures",
                                "layering"))
                        .build())
                .create();
    }

    @Override
    public void close() {
        front.close();
        client.close();
        server.destroy();
    }
}
