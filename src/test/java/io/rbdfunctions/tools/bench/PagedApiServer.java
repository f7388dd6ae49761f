package io.rbdfunctions.tools.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An API server that returns lists in pages, as a real one does and the mock does not. The objects are fixed; all other paths
 * return 404.
 */
final class PagedApiServer implements AutoCloseable {
    private static final Pattern LIMIT = Pattern.compile("limit=([0-9]+)");
    private static final Pattern CONTINUE = Pattern.compile("continue=([0-9]+)");

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, List<String>> lists;

    /** @param lists the objects as JSON, by the path of the list */
    PagedApiServer(Map<String, List<String>> lists) {
        this.lists = lists;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        List<String> list = lists.get(exchange.getRequestURI().getPath());
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (query.contains("watch=true")) {
            watch(exchange);
            return;
        }
        byte[] body = (list == null ? "{\"kind\":\"Status\",\"code\":404}" : page(list, query))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(list == null ? 404 : 200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Nothing changes. A client that asks for a WebSocket is told to use HTTP. */
    private void watch(HttpExchange exchange) throws IOException {
        boolean isUpgrade = exchange.getRequestHeaders().containsKey("Upgrade");
        exchange.sendResponseHeaders(200, isUpgrade ? -1 : 0);
        if (isUpgrade) {
            exchange.close();
            return;
        }
        try (var _ = exchange.getResponseBody()) {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String page(List<String> list, String query) {
        int from = number(CONTINUE, query, 0);
        int to = Math.min(list.size(), from + number(LIMIT, query, list.size()));
        String next = to < list.size() ? "\"continue\":\"%d\",".formatted(to) : "";
        return list.subList(from, to).stream()
                .collect(Collectors.joining(
                        ",",
                        "{\"apiVersion\":\"v1\",\"kind\":\"List\",\"metadata\":{%s\"resourceVersion\":\"1\"},\"items\":["
                                .formatted(next),
                        "]}"));
    }

    private static int number(Pattern pattern, String query, int fallback) {
        Matcher matcher = pattern.matcher(query);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : fallback;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
