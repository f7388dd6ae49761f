package io.rbdfunctions.support.cluster;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The API server of functions that run as processes: a mock or, with {@code -Preal-cluster}, the server of KUBECONFIG. A
 * function connects through a proxy.
 */
public final class ProcessApiServer implements AutoCloseable {
    private final AutoCloseable server;
    private final List<String> settings = new ArrayList<>();
    private final ConnectionProxy proxy;

    private ProcessApiServer(AutoCloseable server, Map<String, String> access, URI address) {
        this.server = server;
        proxy = new ConnectionProxy(address);
        access.forEach((key, value) -> settings.add(key + "=" + value));
        settings.add("kubernetes.master=%s://127.0.0.1:%d/".formatted(address.getScheme(), proxy.port()));
        settings.add("rbd-functions.provisioner=" + ApiServer.PROVISIONER);
        settings.add("rbd-functions.secrets.directory=");
    }

    public static ProcessApiServer start() {
        if (ApiServer.isReal()) {
            RealApiServer real = RealApiServer.prepare();
            return new ProcessApiServer(real, real.settings(), real.address());
        }
        MockApiServer mock = MockApiServer.start();
        return new ProcessApiServer(
                mock, mock.access(), URI.create(mock.access().getOrDefault("kubernetes.master", "")));
    }

    /** The settings of a function, followed by more settings, each as {@code key=value}. */
    public String[] functionSettings(String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Closes all connections of functions and refuses new ones, as during a restart. */
    public void stop() {
        proxy.stop();
    }

    public void resume() {
        proxy.resume();
    }

    @Override
    public void close() {
        proxy.close();
        try {
            server.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
