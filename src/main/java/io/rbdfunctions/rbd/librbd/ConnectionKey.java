package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.value.ClientTimeouts;
import io.rbdfunctions.rbd.value.Session;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What two sessions must have in common to share a connection. Of the Ceph key only its SHA-256 is kept. */
record ConnectionKey(String monitors, String user, String keyDigest, ClientTimeouts timeouts) {

    static ConnectionKey of(Session session) {
        return new ConnectionKey(
                session.access().monitors().joined(),
                session.access().user().value(),
                digest(session.access().key().value()),
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
