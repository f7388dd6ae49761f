package io.rbdfunctions.rbd.librbd.rados;

import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.Library;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.volume.ceph.CephKey;
import io.rbdfunctions.volume.ceph.KeyForm;
import io.rbdfunctions.volume.ceph.Monitors;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds errors in a session that librados does not report properly. */
final class SessionCheck {
    /** An IPv6 address in brackets, or a name or an IPv4 address in group 1. */
    private static final Pattern HOST =
            Pattern.compile("(?:v[12]:)?(?:\\[[0-9A-Fa-f:.]+]|([A-Za-z0-9][A-Za-z0-9_.-]*))(?::[0-9]+)?(?:/[0-9]+)?");

    private SessionCheck() {}

    /** Checks the form of a key, since librados reports a malformed key only as an invalid argument. */
    static void checkKey(CephKey key) {
        if (!key.form().isKey()) {
            throw new LibrbdException(Cluster.NO_CONNECTION + " failed to decode key", Errno.INVALID);
        }
    }

    /** Checks the result of connecting. A client that does not know the type of the key reports an invalid argument. */
    static void connected(CephKey key, int result) {
        if (result == -Errno.INVALID && key.form() == KeyForm.AES256K) {
            throw new LibrbdException(
                    "librbd %s cannot use a key of the type aes256k".formatted(Library.librbdVersion()), Errno.INVALID);
        }
        Errno.check(result, Cluster.NO_CONNECTION);
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
