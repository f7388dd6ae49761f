package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.Session.ClientTimeouts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Sessions with equal keys share a connection. Holds only the SHA-256 of the Ceph key. */
record ConnectionKey(String monitors, String user, String keyDigest, ClientTimeouts timeouts) {

    static ConnectionKey of(Session session) {
        return new ConnectionKey(
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
