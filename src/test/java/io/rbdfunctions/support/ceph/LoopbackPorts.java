package io.rbdfunctions.support.ceph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on 127.0.0.1 that simulate unreachable monitors. */
public final class LoopbackPorts {
    private LoopbackPorts() {}

    /** Returns a free port. */
    public static int free() {
        try (var hanging = hanging()) {
            return hanging.port();
        }
    }

    /** Returns a listener that accepts connections and never answers. */
    public static HangingPort hanging() {
        try {
            return new HangingPort(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kernel accepts the connections and nothing reads from them. */
    public record HangingPort(ServerSocket socket) implements AutoCloseable {
        public int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
