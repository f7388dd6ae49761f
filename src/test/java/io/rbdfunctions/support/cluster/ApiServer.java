package io.rbdfunctions.support.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.rbdfunctions.support.TestHttp;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The API server of the tests: a mock or, with {@code -Preal-cluster}, the server of KUBECONFIG with its own controller
 * manager.
 */
public final class ApiServer implements QuarkusTestResourceLifecycleManager {
    /** That of the recorded events, so that one application serves all tests. */
    public static final String PROVISIONER = RecordedEvent.PROVISIONER;

    /** The argument of this resource that sets another name of the provisioner. */
    public static final String NAME_ARGUMENT = "provisioner";

    private static final String COUNT = "test.api-requests";

    private String provisioner = PROVISIONER;
    private @Nullable MockApiServer mock;
    private @Nullable RealApiServer realApiServer;

    public static boolean isReal() {
        return Boolean.getBoolean("test.real-cluster");
    }

    /** Returns a client with all permissions. */
    public static KubernetesClient client() {
        return isReal()
                ? RealApiServer.client()
                : new KubernetesClientBuilder()
                        .withHttpClientFactory(TestHttp.factory())
                        .build();
    }

    /** The namespace that the function takes for its own. */
    public static String functionNamespace() {
        return isReal() ? RealApiServer.namespace() : MockApiServer.NAMESPACE;
    }

    /** Allows the function to read the ConfigMap of ceph-csi, where the manifests expect it. */
    public static void permitClusterConfig(KubernetesClient client) {
        if (isReal()) {
            RealApiServer.permitClusterConfig(client);
        }
    }

    /**
     * The number of requests to the mock so far. The property holds a JDK type, because tests have their own class
     * loaders.
     */
    public static int requests() {
        return Objects.requireNonNull((IntSupplier) System.getProperties().get(COUNT))
                .getAsInt();
    }

    @Override
    public void init(Map<String, String> arguments) {
        provisioner = arguments.getOrDefault(NAME_ARGUMENT, PROVISIONER);
    }

    /** Starts after the other test resources, so that these settings win. */
    @Override
    public int order() {
        return 10;
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>();
        settings.put("rbd-functions.provisioner", provisioner);
        settings.put("rbd-functions.rbd.program", "rbd");
        settings.put("rbd-functions.rbd.busy-timeout", "1s");
        settings.put("rbd-functions.rbd.connect-timeout", "2s");
        // Tests change classes and Secrets and expect the effect at once.
        settings.put("rbd-functions.api.cache-ttl", "0s");
        settings.put("rbd-functions.rbd.purge-after", "8s");
        // Keys come from the API server; without this, settings of other tests' resources would apply.
        settings.put("rbd-functions.secrets.directory", "");
        settings.put("quarkus.log.category.\"io.fabric8.mockwebserver\".level", "WARN");
        settings.putAll(isReal() ? prepareReal() : startMock());
        return settings;
    }

    private Map<String, String> prepareReal() {
        RealApiServer prepared = RealApiServer.prepare();
        realApiServer = prepared;
        return prepared.settings();
    }

    private Map<String, String> startMock() {
        MockApiServer started = MockApiServer.start();
        mock = started;
        System.getProperties().put(COUNT, (IntSupplier) started::requests);
        return started.access();
    }

    @Override
    public void stop() {
        if (mock != null) {
            mock.close();
        }
        if (realApiServer != null) {
            realApiServer.close();
        }
    }
}
