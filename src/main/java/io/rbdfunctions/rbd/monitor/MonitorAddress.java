package io.rbdfunctions.rbd.monitor;

import io.rbdfunctions.volume.ceph.Monitors;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place where a monitor may listen.
 *
 * @param host a name, an IPv4 address or an IPv6 address without brackets
 */
record MonitorAddress(String host, int port) {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:v([12]):)?(?:\\[([0-9A-Fa-f:.]+)]|([A-Za-z0-9][A-Za-z0-9_.-]*))(?::([0-9]{1,5}))?(?:/[0-9]+)?");

    /** The ports of the protocols, the second of which clients prefer. */
    private static final int PORT_1 = 6789;

    private static final int PORT_2 = 3300;
    private static final int HIGHEST_PORT = 65_535;

    /** The places of one entry of {@link Monitors#addresses}. Ports that it does not name are Ceph's own. */
    static List<MonitorAddress> of(String monitor) {
        return ADDRESS.matcher(monitor)
                .results()
                .flatMap(found -> {
                    String host = Objects.requireNonNullElseGet(found.group(2), () -> found.group(3));
                    return ports(found.group(1), found.group(4)).stream()
                            .filter(port -> port <= HIGHEST_PORT)
                            .map(port -> new MonitorAddress(host, port));
                })
                .toList();
    }

    private static List<Integer> ports(@Nullable String protocol, @Nullable String port) {
        if (port != null) {
            return List.of(Integer.valueOf(port));
        }
        return switch (protocol) {
            case "1" -> List.of(PORT_1);
            case "2" -> List.of(PORT_2);
            case null, default -> List.of(PORT_2, PORT_1);
        };
    }
}
