package io.rbdfunctions.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConservativeClockTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    @Test
    void usesTheEarlierTime() {
        assertThat(new ConservativeClock(() -> TOMORROW, () -> Optional.of(NOW)).instant())
                .isEqualTo(NOW);
        assertThat(new ConservativeClock(() -> NOW, () -> Optional.of(TOMORROW)).instant())
                .isEqualTo(NOW);
    }

    @Test
    void usesTheLocalTimeIfTheServersIsUnknown() {
        assertThat(new ConservativeClock(() -> NOW, Optional::empty).instant()).isEqualTo(NOW);
    }

    @Test
    void readsTheDateOfAnErrorResponse() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/version", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        server.start();
        try (KubernetesClient client = client(server.getAddress().getPort())) {
            assertThat(ConservativeClock.timeOf(client).orElseThrow())
                    .isBetween(Instant.now().minusSeconds(5), Instant.now().plus(Duration.ofSeconds(5)));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void isEmptyWithoutResponse() {
        try (KubernetesClient client = client(1)) {
            assertThat(ConservativeClock.timeOf(client)).isEmpty();
        }
    }

    @Test
    void isEmptyForAnInvalidDate() {
        assertThat(ConservativeClock.parse(null)).isEmpty();
        assertThat(ConservativeClock.parse("tomorrow")).isEmpty();
        assertThat(ConservativeClock.parse("Tue, 24 Nov 2026 12:00:00 GMT"))
                .contains(Instant.parse("2026-11-24T12:00:00Z"));
    }

    private static KubernetesClient client(int port) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + port)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }
}
