package io.rbdfunctions.system.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.packaged.FunctionProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The packaged function with its small heap, and many clients that send only half a request. */
class SlowClientsIT {
    private static final Path CROWD = Path.of("target", "crowd");
    private static final int MEBIBYTE = 1 << 20;
    private static final int MAX_CONNECTIONS = 1000;
    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(3);
    private static final long MEMORY = 450L << 20;

    @Test
    void incompleteRequestsDoNotBlockOtherClients() throws IOException {
        try (FunctionProcess function = FunctionProcess.start(CROWD.resolve("crowd"), CROWD)) {
            List<Socket> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < MAX_CONNECTIONS - 100; i++) {
                    crowd.add(i % 3 == 0 ? halfAHead(function) : halfABody(function));
                    if (i % 100 == 0) {
                        assertHealthy(function);
                    }
                }
                assertHealthy(function);
                assertThat(function.residentBytes()).as("resident bytes").isLessThan(MEMORY);
            } finally {
                closeAll(crowd);
            }
            assertHealthy(function);
            awaitBodyBudget(function);
            assertThat(CROWD.resolve("crowd").resolve("function.log"))
                    .content()
                    .as("a disconnect is not an error")
                    .doesNotContain("ERROR");
        }
    }

    private static void assertHealthy(FunctionProcess function) {
        long start = System.nanoTime();
        assertThat(function.page("q/health/live")).contains("UP");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("health").isLessThan(HEALTH_TIMEOUT);
    }

    /** Each event loop of the server notices closed connections on its own, and releases their memory then. */
    private static void awaitBodyBudget(FunctionProcess function) {
        Awaitility.await()
                .atMost(HEALTH_TIMEOUT)
                .until(() -> function.post("validate", Map.of()).status() == 400);
    }

    private static Socket connect(FunctionProcess function) throws IOException {
        URI address = URI.create(function.address());
        return new Socket(address.getHost(), address.getPort());
    }

    private static Socket halfAHead(FunctionProcess function) throws IOException {
        return send(function, "POST /validate HTTP/1.1\r\nHost: localhost\r\nX: ");
    }

    private static Socket halfABody(FunctionProcess function) throws IOException {
        return send(
                function,
                "POST /validate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                                .formatted(MEBIBYTE)
                        + " ".repeat(MEBIBYTE / 2));
    }

    private static Socket send(FunctionProcess function, String text) throws IOException {
        Socket socket = connect(function);
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException _) {
            return socket; // The server has closed the connection.
        }
        return socket;
    }

    private static void closeAll(List<Socket> sockets) {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
