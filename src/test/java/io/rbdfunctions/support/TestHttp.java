package io.rbdfunctions.support;

import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;

/**
 * The HTTP client of all Kubernetes clients of the tests. That of Quarkus makes an event loop for each client, which closing the client does not
 * end, so that thousands of tests would use up the file descriptors.
 */
public final class TestHttp {
    private static final Vertx VERTX = Vertx.vertx();

    private TestHttp() {}

    public static HttpClient.Factory factory() {
        return new VertxHttpClientFactory(VERTX);
    }
}
