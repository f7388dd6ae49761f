package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * A connection to a cluster that is being established, in use or idle. Each has its own permits, so that a cluster that
 * does not answer does not block calls to other clusters. {@link Connections} guards the mutable fields.
 */
final class Connection<C> {
    /** Sessions with equal keys share a connection. Holds only the SHA-256 of the Ceph key. */
    record Key(String monitors, String user, String keyDigest, ClientTimeouts timeouts) {
        static Key of(Session session) {
            return new Key(
                    session.monitors().joined(),
                    session.user().value(),
                    digest(session.key().value()),
                    session.timeouts());
        }

        private static String digest(String key) {
            try {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                return HexFormat.of().formatHex(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private final Key key;
    private final CompletableFuture<C> client = new CompletableFuture<>();
    private final Semaphore permits;
    private int users;
    private boolean isRetired;

    Connection(Key key, int maxCalls) {
        this.key = key;
        this.permits = new Semaphore(maxCalls, true);
    }

    Key key() {
        return key;
    }

    /** Completes when the connection is established or has failed. */
    CompletableFuture<C> client() {
        return client;
    }

    /** Limits the concurrent calls. */
    Semaphore permits() {
        return permits;
    }

    void acquire() {
        users++;
    }

    void release() {
        users--;
    }

    void retire() {
        isRetired = true;
    }

    /** Whether the connection can be closed: nobody uses it and nobody can get it any more. */
    boolean isClosable() {
        return isRetired && users == 0;
    }
}
