package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.volume.ceph.Monitors;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves the host names of monitors before librados does: if a name does not resolve, librados writes to standard
 * output and error, whatever its options are.
 */
final class MonitorNames {
    /** An IPv6 address in brackets, or a name or an IPv4 address in group 1. */
    private static final Pattern HOST =
            Pattern.compile("(?:v[12]:)?(?:\\[[0-9A-Fa-f:.]+]|([A-Za-z0-9][A-Za-z0-9_.-]*))(?::[0-9]+)?(?:/[0-9]+)?");

    private MonitorNames() {}

    static void check(Monitors monitors) {
        Matcher hosts = HOST.matcher(monitors.joined());
        while (hosts.find()) {
            if (hosts.group(1) != null) {
                check(hosts.group(1));
            }
        }
    }

    private static void check(String host) {
        try {
            InetAddress.getByName(host);
        } catch (UnknownHostException _) {
            throw new LibrbdException("couldn't connect to the cluster! server name not found: " + host, Errno.INVALID);
        }
    }
}
