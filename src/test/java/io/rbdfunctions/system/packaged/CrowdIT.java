package io.rbdfunctions.system.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.support.packaged.FunctionProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The function as shipped, with its small heap, among many who send half a request. */
class CrowdIT {
    private static final Path CROWD = Path.of("target", "crowd");
    private static final int MEBIBYTE = 1 << 20;
    private static final int MOST_CONNECTIONS = 1000;
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration QUICK = Duration.ofSeconds(3);
    private static final long MEMORY = 450L << 20;

    @Test
    void connectionsWithHalfABodyOrHalfAHeadStopNobodyElse() throws IOException {
        try (FunctionProcess function = start("crowd")) {
            List<Socket> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < MOST_CONNECTIONS - 100; i++) {
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
            awaitRoom(function);
            assertThat(CROWD.resolve("crowd").resolve("function.log"))
                    .content()
                    .as("who leaves is no fault")
                    .doesNotContain("ERROR");
        }
    }

    /** However it drips. */
    @Test
    void aHeadThatDoesNotArriveIsCutOff() throws Exception {
        try (FunctionProcess function = start("dripping");
                Socket silent = connect(function);
                Socket dripping = halfAHead(function)) {
            long start = System.nanoTime();
            dripping.setSoTimeout(100);
            while (!isClosed(dripping)) {
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(HEAD_TIMEOUT.multipliedBy(3));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(HEAD_TIMEOUT.minusSeconds(1));
            silent.setSoTimeout((int) HEAD_TIMEOUT.toMillis());
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** Those who fill all connections are cut off in time, too. */
    @Test
    void whenTheConnectionsAreUsedUpTheyAreGivenBack() throws Exception {
        try (FunctionProcess function = start("used-up")) {
            List<Socket> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < MOST_CONNECTIONS + 100; i++) {
                    crowd.add(connect(function));
                }
                Thread.sleep(HEAD_TIMEOUT.plusSeconds(1));
                assertHealthy(function);
            } finally {
                closeAll(crowd);
            }
        }
    }

    /** A request that takes longer than a head, or than a connection may be silent, is not cut off: only what was not sent is. */
    @Test
    void aConnectionIsKeptBetweenRequestsForItsOwnTime() throws Exception {
        try (FunctionProcess function = start("kept");
                Socket kept = connect(function)) {
            String request = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
            kept.setSoTimeout(1000);
            for (int i = 0; i < 2; i++) {
                kept.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertThat(kept.getInputStream().readNBytes(12))
                        .asString(StandardCharsets.US_ASCII)
                        .endsWith("200");
                kept.getInputStream().skipNBytes(kept.getInputStream().available());
                Thread.sleep(HEAD_TIMEOUT.plusSeconds(1));
            }
        }
    }

    private static FunctionProcess start(String name) {
        return FunctionProcess.start(
                CROWD.resolve(name), CROWD, "rbd-functions.http.head-timeout=%ds".formatted(HEAD_TIMEOUT.toSeconds()));
    }

    private static void assertHealthy(FunctionProcess function) {
        long start = System.nanoTime();
        assertThat(function.page("q/health/live")).contains("UP");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("health").isLessThan(QUICK);
    }

    /** Each thread of the server hears for itself of those who have left, and gives their room back then. */
    private static void awaitRoom(FunctionProcess function) {
        Awaitility.await()
                .atMost(QUICK)
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
            return socket; // It was sent away, and has been told so.
        }
        return socket;
    }

    /** Sends one more byte, and looks for the end. */
    private static boolean isClosed(Socket socket) {
        try {
            socket.getOutputStream().write('a');
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
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
