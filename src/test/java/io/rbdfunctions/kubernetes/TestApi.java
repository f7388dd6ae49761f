package io.rbdfunctions.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.rbdfunctions.kubernetes.csi.ClusterConfig;
import io.rbdfunctions.kubernetes.csi.ClusterConfigReader;
import io.rbdfunctions.kubernetes.event.EventWriter;
import io.rbdfunctions.kubernetes.secret.ApiSecrets;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.kubernetes.snapshot.SnapshotContents;
import io.rbdfunctions.support.TestHttp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** An API server in this process that stores objects and returns scripted errors. */
public final class TestApi implements AutoCloseable {
    private final Map<ServerRequest, Queue<ServerResponse>> scripted = new HashMap<>();
    private final KubernetesMockServer server = new KubernetesMockServer(
            new Context(), new MockWebServer(), scripted, new KubernetesMixedDispatcher(scripted), false);

    private final KubernetesClient client;
    private final ApiCache cache;

    private TestApi(KubernetesClient client) {
        this.client = client;
        cache = new ApiCache(client, () -> Duration.ZERO);
    }

    /** Without a server: the client has not been told of one. */
    public static TestApi none() {
        Config config = Config.empty();
        new NoCluster().customize(config);
        return new TestApi(new KubernetesClientBuilder()
                .withHttpClientFactory(TestHttp.factory())
                .withConfig(config)
                .build());
    }

    /** Creates a server whose readers cache nothing. */
    public TestApi() {
        this(Duration.ZERO);
    }

    public TestApi(Duration cacheTtl) {
        server.init();
        client = server.createClient(builder -> builder.withHttpClientFactory(TestHttp.factory())
                .editOrNewConfig()
                .withRequestRetryBackoffLimit(0)
                .endConfig());
        cache = new ApiCache(client, () -> cacheTtl);
    }

    /** Stores the object and returns it with its uid. */
    public <T extends HasMetadata> T put(T object) {
        return client.resource(object).create();
    }

    /** Stores a Secret of the type {@code kubernetes.io/rbd}. */
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

    /** Replaces the object of the same name. */
    public void replace(HasMetadata object) {
        client.resource(object).delete();
        put(object);
    }

    /** From now on every read of the path fails with the status code. */
    public void refuse(String path, int code) {
        var status = new StatusBuilder().withCode(code).withStatus("Failure").build();
        server.expect().get().withPath(path).andReturn(code, status).always();
    }

    /** From now on no object can be created at the path, for this reason. */
    public void refuseToCreate(String path, int code, String reason) {
        var status = new StatusBuilder()
                .withCode(code)
                .withStatus("Failure")
                .withMessage(reason)
                .build();
        server.expect().post().withPath(path).andReturn(code, status).always();
    }

    /** From now on every read of the path returns the object after a delay. */
    public void answerAfter(String path, Duration delay, Object body) {
        server.expect()
                .get()
                .withPath(path)
                .andReply(200, _ -> {
                    LockSupport.parkNanos(delay.toNanos());
                    return body;
                })
                .always();
    }

    /** The paths of the requests since the last call of this method. */
    public List<String> requests() throws InterruptedException {
        List<String> paths = new ArrayList<>();
        RecordedRequest next = server.takeRequest(0, TimeUnit.MILLISECONDS);
        while (next != null) {
            paths.add(next.getPath());
            next = server.takeRequest(0, TimeUnit.MILLISECONDS);
        }
        return paths;
    }

    /** Stops answering. */
    public void stop() {
        server.destroy();
    }

    public Secrets secrets() {
        return new ApiSecrets(client, cache);
    }

    /** Reads the configuration of ceph-csi from a ConfigMap; null for an installation without one. */
    public ClusterConfigReader clusters(@Nullable String configMap) {
        return new ClusterConfigReader(
                new ClusterConfig() {
                    @Override
                    public Optional<String> clusterConfig() {
                        return Optional.ofNullable(configMap);
                    }

                    @Override
                    public Optional<Path> clusterConfigFile() {
                        return Optional.empty();
                    }
                },
                cache);
    }

    public ApiCache cache() {
        return cache;
    }

    public ClassLists classLists() {
        return new ClassLists(client);
    }

    public PersistentVolumes volumes() {
        return new PersistentVolumes(client, new Patcher(client));
    }

    public PersistentVolumeClaims claims() {
        return new PersistentVolumeClaims(client, new Patcher(client));
    }

    /** The client of the function, which tests may use too. */
    public KubernetesClient client() {
        return client;
    }

    public SnapshotContents contents() {
        return new SnapshotContents(client, new Patcher(client));
    }

    public EventWriter eventWriter() {
        return new EventWriter(client, new Patcher(client), InstantSource.system());
    }

    public VolumeAttachments attachments() {
        return new VolumeAttachments(client, new Patcher(client));
    }

    /** The object as it is now; null if it is gone. */
    public <T extends HasMetadata> @Nullable T now(T object) {
        return client.resource(object).get();
    }

    /** Deletes the object, which exists until its finalizers are removed. */
    public void delete(HasMetadata object) {
        client.resource(object).delete();
    }

    @Override
    public void close() {
        client.close();
        server.destroy();
    }
}
