package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.rbdfunctions.kubernetes.secret.ApiSecrets;
import io.rbdfunctions.kubernetes.secret.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An API server in this process: keeps what it is given, and answers with an error where it is told to. */
public final class TestApi implements AutoCloseable {
    private final Map<ServerRequest, Queue<ServerResponse>> scripted = new HashMap<>();
    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), scripted, new KubernetesMixedDispatcher(scripted), false);

    private final KubernetesClient client;
    private final ApiCache apiCache;

    /** One whose readers remember nothing. */
    public TestApi() {
        this(Duration.ZERO);
    }

    public TestApi(Duration memory) {
        this.apiCache = new ApiCache(memory);
        server.init();
        client = server.createClient(builder ->
                builder.editOrNewConfig().withRequestRetryBackoffLimit(0).endConfig());
    }

    /** Keeps the object, as an earlier creation by somebody else, and answers it with its uid. */
    public <T extends HasMetadata> T put(T object) {
        return client.resource(object).create();
    }

    /** Keeps a Secret with a key, of the type that the in-tree plugin asks for. */
    public void putKey(String namespace, String name) {
        put(new SecretBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .withType("kubernetes.io/rbd")
                .withData(Map.of("key", "QVFDT2QwQmpBQUFBQUJBQUpzR2NYcTBiUFVTck1HWG5XVS91b0E9PQ=="))
                .build());
    }

    /** Puts the object in the place of the one of its name. */
    public void replace(HasMetadata object) {
        client.resource(object).delete();
        put(object);
    }

    /** Answers each read of the path with the status code from now on. */
    public void refuse(String path, int code) {
        var status = new StatusBuilder().withCode(code).withStatus("Failure").build();
        server.expect().get().withPath(path).andReturn(code, status).always();
    }

    /** Answers each read of the path with this, after a while. */
    public void answerLate(String path, Duration after, Object answer) {
        server.expect()
                .get()
                .withPath(path)
                .andReply(200, _ -> {
                    LockSupport.parkNanos(after.toNanos());
                    return answer;
                })
                .always();
    }

    /** The paths of the requests since it was last asked for them. */
    public List<String> asked() throws InterruptedException {
        List<String> paths = new ArrayList<>();
        RecordedRequest next = server.takeRequest(0, TimeUnit.MILLISECONDS);
        while (next != null) {
            paths.add(next.getPath());
            next = server.takeRequest(0, TimeUnit.MILLISECONDS);
        }
        return paths;
    }

    /** Answers nobody any more. */
    public void stop() {
        server.destroy();
    }

    public Secrets secrets() {
        return new ApiSecrets(client, apiCache);
    }

    public StorageClasses storageClasses() {
        return new StorageClasses(client, apiCache);
    }

    public ApiCache memory() {
        return apiCache;
    }

    public PersistentVolumes volumes() {
        return new PersistentVolumes(client, new Patcher(client));
    }

    public PersistentVolumeClaims claims() {
        return new PersistentVolumeClaims(client, new Patcher(client));
    }

    public Namespaces namespaces() {
        return new Namespaces(client, apiCache);
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
