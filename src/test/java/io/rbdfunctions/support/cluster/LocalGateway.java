package io.rbdfunctions.support.cluster;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Forwards requests for one host, as the gateway of Knative does for a cluster-local Service; all others get 404. */
public final class LocalGateway implements AutoCloseable {
    /** The name of the Service of the manifests. */
    public static final String FUNCTION = "rbd-functions.rbd-functions.svc.cluster.local";

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String NOT_FOUND = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

    private final String host;
    private final int port;
    private final ServerSocket listener;

    /**
     * Starts the gateway on a free port.
     *
     * @param host the host that is served
     * @param port the port of the server on the loopback address
     */
    public LocalGateway(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofPlatform().daemon().start(() -> forward(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void forward(Socket client) {
        try (client;
                Socket server = new Socket()) {
            String head = head(client.getInputStream());
            if (!head.toLowerCase(Locale.ROOT).contains("\r\nhost: " + host + "\r\n")) {
                client.getOutputStream().write(NOT_FOUND.getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            server.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            Thread.ofPlatform().daemon().start(() -> copy(client, server));
            copy(server, client);
        } catch (IOException _) {
            // The client or the server closed the connection.
        }
    }

    private static String head(InputStream from) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(END_OF_HEAD)) {
            int next = from.read();
            if (next < 0) {
                throw new IOException("the connection ended in the head of a request");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // One side is closed.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
