package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.Monitors;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds errors in a session that librados does not report properly. */
final class SessionCheck {
    /** An IPv6 address in brackets, or a name or an IPv4 address in group 1. */
    private static final Pattern HOST =
            Pattern.compile("(?:v[12]:)?(?:\\[[0-9A-Fa-f:.]+]|([A-Za-z0-9][A-Za-z0-9_.-]*))(?::[0-9]+)?(?:/[0-9]+)?");

    /** The only type of key before Ceph 20. */
    private static final short AES_128 = 1;

    private static final int KEY_HEADER = 12;
    private static final int MIN_SECRET = 16;

    private SessionCheck() {}

    /**
     * Checks the format of a key, since librados reports a malformed key only as an invalid argument. A key is the base64
     * of its type (2 bytes), its creation time (8), the length of the secret (2) and the secret.
     */
    static void checkKey(CephKey key) {
        try {
            ByteBuffer bytes = decode(key);
            if (bytes.capacity() < KEY_HEADER + MIN_SECRET || bytes.getShort(10) > bytes.capacity() - KEY_HEADER) {
                throw undecodable();
            }
        } catch (IllegalArgumentException _) {
            throw undecodable();
        }
    }

    /** Throws if only Ceph 20 and newer know the type of the key: older librados reports it as an invalid argument, too. */
    static void checkKeyType(CephKey key) {
        if (decode(key).getShort(0) != AES_128) {
            throw undecodable();
        }
    }

    private static ByteBuffer decode(CephKey key) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(key.value())).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static LibrbdException undecodable() {
        return new LibrbdException("couldn't connect to the cluster! failed to decode key", Errno.INVALID);
    }

    /**
     * Resolves the host names of monitors before librados does: if a name does not resolve, librados writes to standard
     * output and error, whatever its options are.
     */
    static void checkNames(Monitors monitors) {
        Matcher hosts = HOST.matcher(monitors.joined());
        while (hosts.find()) {
            if (hosts.group(1) != null) {
                checkName(hosts.group(1));
            }
        }
    }

    private static void checkName(String host) {
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException _) {
            throw new LibrbdException("couldn't connect to the cluster! server name not found: " + host, Errno.INVALID);
        }
    }
}
