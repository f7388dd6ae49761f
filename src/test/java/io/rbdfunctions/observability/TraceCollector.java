package io.rbdfunctions.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.net.ssl.SSLContext;

/** A collector that appends the path and the body of each request to a file. */
public final class TraceCollector implements AutoCloseable {
    private final HttpServer server;
    private final Path file;

    private TraceCollector(HttpServer server, Path file) throws IOException {
        this.server = server;
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, new byte[0]);
        server.createContext("/", this::append);
        server.start();
    }

    /** Truncates the file. */
    public static TraceCollector into(Path file) throws IOException {
        return new TraceCollector(HttpServer.create(anyPort(), 0), file);
    }

    /** Serves HTTPS. */
    static TraceCollector into(Path file, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new TraceCollector(server, file);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** The URL to send traces to. */
    public URI endpoint() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(
                "%s://127.0.0.1:%d/otlp/".formatted(scheme, server.getAddress().getPort()));
    }

    private void append(HttpExchange exchange) throws IOException {
        byte[] path = exchange.getRequestURI().getPath().getBytes(StandardCharsets.US_ASCII);
        Files.write(file, path, StandardOpenOption.APPEND);
        Files.write(file, exchange.getRequestBody().readAllBytes(), StandardOpenOption.APPEND);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
