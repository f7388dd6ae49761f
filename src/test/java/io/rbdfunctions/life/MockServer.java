package io.rbdfunctions.life;

import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An API server in memory, that keeps objects and knows conflicts, and has no controllers. */
final class MockServer implements AutoCloseable {
    /** It would log every request; kept here, since loggers that nobody holds forget their level. */
    private static final Logger REQUESTS = Logger.getLogger("io.fabric8.mockwebserver");

    private final KubernetesMockServer server;

    private MockServer(KubernetesMockServer server) {
        this.server = server;
    }

    static MockServer start() {
        REQUESTS.setLevel(Level.WARNING);
        Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(),
                new MockWebServer(),
                responses,
                new FusedDispatcher(new KubernetesMixedDispatcher(responses)),
                false);
        server.init();
        return new MockServer(server);
    }

    /** What leads a client to it, as system properties. */
    Map<String, String> access() {
        return Map.of(
                "kubernetes.master", server.url("/"),
                "kubernetes.auth.tryKubeConfig", "false",
                "kubernetes.auth.tryServiceAccount", "false",
                "kubernetes.namespace", "default",
                "http2.disable", "true");
    }

    int requests() {
        return server.getRequestCount();
    }

    @Override
    public void close() {
        server.destroy();
    }
}
