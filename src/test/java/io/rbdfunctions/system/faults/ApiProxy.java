package io.rbdfunctions.system.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rbdfunctions.support.ceph.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy between the function and the API server that delays, rejects or drops requests. */
final class ApiProxy implements AutoCloseable {
    private final String server;
    private final int port = LoopbackPorts.free();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger active = new AtomicInteger();
    private volatile ProxyFault proxyFault = ProxyFault.NONE;
    private HttpServer proxy;

    ApiProxy(String server) {
        this.server = server.replaceAll("/$", "");
        this.proxy = listen();
    }

    String address() {
        return "http://127.0.0.1:%d/".formatted(port);
    }

    void inject(ProxyFault wanted) {
        proxyFault = wanted;
    }

    /** Refuses new connections and closes the existing ones. */
    void stop() {
        proxy.stop(0);
    }

    void restart() {
        proxy = listen();
    }

    /** Whether a delayed request may still have an effect. */
    boolean isBusy() {
        return active.get() > 0;
    }

    private HttpServer listen() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.setExecutor(threads);
            started.createContext("/", this::pass);
            started.start();
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void pass(HttpExchange exchange) throws IOException {
        active.incrementAndGet();
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            ProxyFault now = proxyFault;
            int rejection = now.before(method, path);
            if (rejection != 0) {
                answer(exchange, rejection, status(rejection));
                return;
            }
            HttpResponse<byte[]> answer = http.send(request(exchange, method, body), BodyHandlers.ofByteArray());
            now.after(method, path);
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().add("Content-Type", type));
            answer(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            active.decrementAndGet();
        }
    }

    private HttpRequest request(HttpExchange exchange, String method, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + exchange.getRequestURI()))
                .method(method, BodyPublishers.ofByteArray(body));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type == null
                ? request.build()
                : request.header("Content-Type", type).build();
    }

    private static void answer(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] status(int code) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"%s\",\"code\":%d}"
                .formatted(code == 409 ? "Conflict" : "ServiceUnavailable", code)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        proxy.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
