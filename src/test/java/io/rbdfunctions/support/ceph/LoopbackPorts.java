package io.rbdfunctions.support.ceph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on 127.0.0.1 where a monitor should be and is not. */
public final class LoopbackPorts {
    private LoopbackPorts() {}

    /** A port where nothing listens. */
    public static int free() {
        try (var hanging = hanging()) {
            return hanging.port();
        }
    }

    /** A listener that takes connections and never answers. */
    public static HangingPort hanging() {
        try {
            return new HangingPort(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The kernel takes the connections; nobody reads from them. */
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
