package io.rbdfunctions.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A collector of traces, which keeps what it is sent in a file as it came: each request's path, and its body. */
public final class TraceCollector implements AutoCloseable {
    private final HttpServer server;
    private final Path kept;

    private TraceCollector(HttpServer server, Path kept) {
        this.server = server;
        this.kept = kept;
    }

    /** Begins with an empty file. */
    public static TraceCollector into(Path kept) throws IOException {
        Files.createDirectories(kept.toAbsolutePath().getParent());
        Files.write(kept, new byte[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TraceCollector collector = new TraceCollector(server, kept);
        server.createContext("/", collector::keep);
        server.start();
        return collector;
    }

    /** Where traces are to be sent. */
    public URI endpoint() {
        return URI.create(
                "http://127.0.0.1:%d/otlp/".formatted(server.getAddress().getPort()));
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
