package io.rbdfunctions.rbd.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rbdfunctions.rbd.monitor.MonitorProbe.MonitorAnswer;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.volume.ceph.Monitors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Monitors that answer, and what answers in their place. */
class MonitorProbeTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final CephCluster ceph = CephCluster.shared();

    @Test
    void aMonitorAnswersByBothProtocols() {
        assertThat(probe("%s,%s,[v2:127.0.0.1:1,%s]"
                        .formatted(ceph.monitors(), ceph.monitorsByOldProtocol(), ceph.monitorsByOldProtocol())))
                .allMatch(MonitorAnswer::isThere)
                .extracting(MonitorAnswer::monitor)
                .contains(ceph.monitors(), ceph.monitorsByOldProtocol());
    }

    @Test
    void saysWhatIsWrongWithEach() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = Thread.ofVirtual().start(() -> greet(other, "HTTP/1.1 200 OK\r\n\r\n"));

            List<MonitorAnswer> answers = probe("127.0.0.1:1,no-such-host.invalid:6789,127.0.0.1:%d,127.0.0.1:%d"
                    .formatted(silent.getLocalPort(), other.getLocalPort()));

            assertThat(answers)
                    .extracting(MonitorAnswer::fault)
                    .containsExactly(
                            "connection refused",
                            "the name does not resolve",
                            "no answer within 1 s",
                            "what answers is not Ceph");
            server.interrupt();
        }
    }

    private static void greet(ServerSocket server, String greeting) {
        try (var client = server.accept()) {
            client.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException _) {
            // The client ends the connection.
        }
    }

    private static List<MonitorAnswer> probe(String monitors) {
        return MonitorProbe.probe(Monitors.parse(monitors), LIMIT);
    }
}
