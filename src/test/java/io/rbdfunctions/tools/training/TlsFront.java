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

/** Speaks TLS for a server that does not, with a certificate for the address by which a pod knows the API server. */
final class TlsFront implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx = Vertx.vertx();
    private final NetClient inside = vertx.createNetClient();
    private final Path authority;
    private final NetServer server;

    /** Starts one on a free port. */
    TlsFront(int behind) {
        TestCertificate certificate = TestCertificate.make("RSA");
        authority = certificate.file();
        server = vertx.createNetServer(new NetServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertValue(Buffer.buffer(certificate.text()))
                                .setKeyValue(Buffer.buffer(certificate.key()))))
                .connectHandler(outside -> forward(outside, behind));
        server.listen(0, LOOPBACK).toCompletionStage().toCompletableFuture().join();
    }

    private void forward(NetSocket outside, int behind) {
        outside.pause();
        inside.connect(behind, LOOPBACK)
                .onSuccess(socket -> {
                    outside.pipeTo(socket);
                    socket.pipeTo(outside);
                })
                .onFailure(_ -> outside.close());
    }

    /** What leads the client of an application here, as system properties. */
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
