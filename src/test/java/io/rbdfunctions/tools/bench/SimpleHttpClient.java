package io.rbdfunctions.tools.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An HTTP client that takes little CPU time while it waits for a server to start. */
record SimpleHttpClient(int port) {
    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final int TIMEOUT_MILLIS = 60_000;

    /** Returns the status of the response, or 0 after a short pause if there is no response. */
    int get(String path) {
        return send("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".formatted(path));
    }

    int post(String path, String json) {
        return send("""
            POST %s HTTP/1.1\r
            Host: localhost\r
            Connection: close\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s\
            """.formatted(path, json.length(), json));
    }

    private int send(String request) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer, "HTTP/1.1 ".length(), "HTTP/1.1 200".length(), 10);
        } catch (IOException | IndexOutOfBoundsException _) {
            pause();
            return 0;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
