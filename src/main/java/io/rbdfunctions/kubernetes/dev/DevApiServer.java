package io.rbdfunctions.kubernetes.dev;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The API server of dev mode: keeps objects in memory, without controllers. Its objects are lost with a live reload. The jar
 * of the server is not packaged.
 */
@Singleton
@IfBuildProfile("dev")
final class DevApiServer {
    private static final Logger LOG = Logger.getLogger(DevApiServer.class);

    private final boolean isEnabled;
    private @Nullable KubernetesMockServer server;

    DevApiServer(@ConfigProperty(name = "rbd-functions.dev.ceph") boolean isEnabled) {
        this.isEnabled = isEnabled;
    }

    /** Runs before the first use of the client, which reads these properties. */
    void start(@Observes @Priority(1) StartupEvent event) {
        if (!isEnabled) {
            return;
        }
        Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
        server = new KubernetesMockServer(
                new Context(), new MockWebServer(), responses, new KubernetesMixedDispatcher(responses), false);
        server.init();
        Map.of(
                        "kubernetes.master", server.url("/"),
                        "kubernetes.auth.tryKubeConfig", "false",
                        "kubernetes.auth.tryServiceAccount", "false",
                        "kubernetes.namespace", "default",
                        "http2.disable", "true")
                .forEach(System::setProperty);
    }

    /** @param ceph the settings of a client of the throw-away Ceph by name, keys included */
    void fill(@Observes @Named("dev-ceph") Map<String, String> ceph) {
        if (server == null) {
            return;
        }
        try (KubernetesClient client = server.createClient()) {
            new DevObjects(ceph).all().forEach(object -> client.resource(object).create());
        }
        LOG.infof("An API server with objects for it runs at %s", server.url("/"));
    }

    void stop(@Observes ShutdownEvent event) {
        if (server != null) {
            server.destroy();
        }
    }
}
