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

/** A collector of traces, which keeps what it is sent in a file as it came: each request's path, and its body. */
public final class TraceCollector implements AutoCloseable {
    private final HttpServer server;
    private final Path kept;

    private TraceCollector(HttpServer server, Path kept) throws IOException {
        this.server = server;
        this.kept = kept;
        Files.createDirectories(kept.toAbsolutePath().getParent());
        Files.write(kept, new byte[0]);
        server.createContext("/", this::keep);
        server.start();
    }

    /** Begins with an empty file. */
    public static TraceCollector into(Path kept) throws IOException {
        return new TraceCollector(HttpServer.create(anyPort(), 0), kept);
    }

    /** The same over TLS. */
    static TraceCollector into(Path kept, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new TraceCollector(server, kept);
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Where traces are to be sent. */
    public URI endpoint() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(
                "%s://127.0.0.1:%d/otlp/".formatted(scheme, server.getAddress().getPort()));
    }

    private void keep(HttpExchange exchange) throws IOException {
        byte[] path = exchange.getRequestURI().getPath().getBytes(StandardCharsets.US_ASCII);
        Files.write(kept, path, StandardOpenOption.APPEND);
        Files.write(kept, exchange.getRequestBody().readAllBytes(), StandardOpenOption.APPEND);
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
