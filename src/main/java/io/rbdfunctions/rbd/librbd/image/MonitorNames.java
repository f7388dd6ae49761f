package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.rbd.librbd.ffm.CallFailedException;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.volume.ceph.Monitors;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks the monitors' names up beforehand: of one that does not resolve the library writes to our standard output and
 * error, whatever its options are.
 */
final class MonitorNames {
    /** An IPv6 address in brackets, or a name or IPv4 address; group 1 is the latter. */
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
            throw new CallFailedException(
                    "couldn't connect to the cluster! server name not found: " + host, Errno.INVALID);
        }
    }
}
