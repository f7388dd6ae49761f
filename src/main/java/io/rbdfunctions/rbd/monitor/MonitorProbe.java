package io.rbdfunctions.rbd.monitor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.volume.ceph.Monitors;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Looks which monitors answer: connects to each and waits for the greeting of Ceph, which comes before any authentication. */
public final class MonitorProbe {
    /** Both protocols of Ceph begin with it. */
    private static final String GREETING = "ceph v";

    private MonitorProbe() {}

    /**
     * What has become of a connection.
     *
     * @param monitor as the class names it
     * @param fault why it does not answer; null if it does
     */
    public record MonitorAnswer(String monitor, @Nullable String fault) {
        public boolean isThere() {
            return fault == null;
        }
    }

    /**
     * Asks all monitors at once.
     *
     * @param limit of the time for connecting to an address, and again for its greeting
     */
    public static List<MonitorAnswer> probe(Monitors monitors, Duration limit) {
        List<CompletableFuture<MonitorAnswer>> answers = monitors.addresses().stream()
                .map(monitor -> Parallel.start(() -> new MonitorAnswer(monitor, within(monitor, limit))))
                .toList();
        return answers.stream().map(Parallel::await).toList();
    }

    /** The name of a host may take longer to resolve than a connection to establish. */
    private static @Nullable String within(String monitor, Duration limit) {
        return Parallel.within(limit.multipliedBy(2), () -> new Fault(fault(monitor, limit)))
                .orElseGet(() -> new Fault(silent(limit)))
                .text();
    }

    /** @param text null for none */
    private record Fault(@Nullable String text) {}

    /** A monitor answers if one of its addresses does. */
    private static @Nullable String fault(String monitor, Duration limit) {
        List<CompletableFuture<Fault>> faults = MonitorAddress.of(monitor).stream()
                .map(address -> Parallel.start(() -> new Fault(fault(address, limit))))
                .toList();
        String first = faults.isEmpty()
                ? "no valid address"
                : Parallel.await(faults.getFirst()).text();
        for (CompletableFuture<Fault> fault : faults) {
            if (Parallel.await(fault).text() == null) {
                return null;
            }
        }
        return first;
    }

    private static @Nullable String fault(MonitorAddress address, Duration limit) {
        int millis = Math.toIntExact(limit.toMillis());
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(millis);
            var target = new InetSocketAddress(address.host(), address.port());
            if (target.isUnresolved()) {
                return "the name does not resolve";
            }
            socket.connect(target, millis);
            byte[] greeting = socket.getInputStream().readNBytes(GREETING.length());
            return new String(greeting, US_ASCII).equals(GREETING) ? null : "what answers is not Ceph";
        } catch (SocketTimeoutException _) {
            return silent(limit);
        } catch (ConnectException _) {
            return "connection refused";
        } catch (NoRouteToHostException _) {
            return "no route to the host";
        } catch (IOException _) {
            return "the connection was closed";
        }
    }

    private static String silent(Duration limit) {
        return "no answer within %d s".formatted(limit.toSeconds());
    }
}
