package io.rbdfunctions.support.ceph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {
    @Test
    void nothingListensAtAFreePort() {
        var port = LoopbackPorts.free();

        assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
    }

    @Test
    void aHangingPortAcceptsAConnectionAndNeverAnswers() throws IOException {
        try (var hanging = LoopbackPorts.hanging();
                var socket = connect(hanging.port())) {
            socket.setSoTimeout(200);

            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    }
}
