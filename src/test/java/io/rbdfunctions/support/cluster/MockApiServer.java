package io.rbdfunctions.support.cluster;

import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An in-memory API server that stores objects and detects conflicts, without controllers. */
public final class MockApiServer implements AutoCloseable {
    static final String NAMESPACE = "default";

    /** The field keeps the logger alive; otherwise the logger could be collected and lose its level. */
    private static final Logger REQUESTS = Logger.getLogger("io.fabric8.mockwebserver");

    private final KubernetesMockServer server;

    private MockApiServer(KubernetesMockServer server) {
        this.server = server;
    }

    public static MockApiServer start() {
        REQUESTS.setLevel(Level.WARNING);
        Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(),
                new MockWebServer(),
                responses,
                new EffectLimitedDispatcher(new OwnAccessReviews(new KubernetesMixedDispatcher(responses))),
                false);
        server.init();
        MockApiServer started = new MockApiServer(server);
        started.access().forEach(System::setProperty);
        return started;
    }

    /** The system properties by which a client finds this server; {@link #start()} sets them. */
    public Map<String, String> access() {
        return Map.of(
                "kubernetes.master", server.url("/"),
                "kubernetes.auth.tryKubeConfig", "false",
                "kubernetes.auth.tryServiceAccount", "false",
                "kubernetes.namespace", NAMESPACE,
                "http2.disable", "true");
    }

    /** The settings by which a function in another process finds this server, each as {@code key=value}. */
    public String[] functionSettings() {
        Map<String, String> settings = new HashMap<>(access());
        settings.put("rbd-functions.provisioner", ApiServer.PROVISIONER);
        settings.put("rbd-functions.secrets.directory", "");
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** Discards the requests that the server has recorded, because they fill the heap in a long test. */
    public void forgetRequests() throws InterruptedException {
        RecordedRequest next;
        do {
            next = server.takeRequest(0, TimeUnit.MILLISECONDS);
        } while (next != null);
    }

    int requests() {
        return server.getRequestCount();
    }

    @Override
    public void close() {
        server.destroy();
    }
}
