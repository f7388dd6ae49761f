package io.rbdfunctions.tools.training;

import io.rbdfunctions.function.http.TestCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.List;

/** Terminates TLS for a server without TLS, with a certificate for the loopback address. */
final class TlsFront implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final Path authority;
    private final NetServer server;

    /** Listens on a free port and forwards to the given port. */
    TlsFront(int target) {
        TestCertificate certificate = TestCertificate.make("RSA");
        authority = certificate.file();
        server = vertx.createNetServer(new NetServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertValue(Buffer.buffer(certificate.text()))
                                .setKeyValue(Buffer.buffer(certificate.key()))))
                .connectHandler(incoming -> forward(incoming, target));
        server.listen(0, LOOPBACK).toCompletionStage().toCompletableFuture().join();
    }

    private void forward(NetSocket incoming, int target) {
        incoming.pause();
        client.connect(target, LOOPBACK)
                .onSuccess(socket -> {
                    incoming.pipeTo(socket);
                    socket.pipeTo(incoming);
                })
                .onFailure(_ -> incoming.close());
    }

    /** System properties that connect the client of an application to this server. */
    List<String> settings() {
        return List.of(
                "kubernetes.master=https://%s:%d/".formatted(LOOPBACK, server.actualPort()),
                "kubernetes.certs.ca.file=" + authority);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
