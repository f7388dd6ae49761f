package io.rbdfunctions.support.cluster;

import io.rbdfunctions.support.ceph.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Forwards TCP connections to a server, whose restart it simulates. */
public final class ConnectionProxy implements AutoCloseable {
    private final InetSocketAddress server;
    private final int port = LoopbackPorts.free();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket listener;

    public ConnectionProxy(URI server) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        resume();
    }

    public int port() {
        return port;
    }

    /** Closes all connections, and refuses new ones. */
    public synchronized void stop() {
        if (listener != null) {
            close(listener);
            listener = null;
        }
        connections.forEach(ConnectionProxy::close);
        connections.clear();
    }

    public synchronized void resume() {
        try {
            ServerSocket started = new ServerSocket();
            started.setReuseAddress(true);
            started.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener = started;
            Thread.ofPlatform().daemon().start(() -> accept(started));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                Socket target = new Socket();
                connections.add(client);
                connections.add(target);
                target.connect(server);
                Thread.ofPlatform().daemon().start(() -> copy(client, target));
                Thread.ofPlatform().daemon().start(() -> copy(target, client));
            } catch (IOException _) {
                // The listener is closed, or the server is down.
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // One side is closed.
        } finally {
            close(from);
            close(to);
            connections.remove(from);
            connections.remove(to);
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
