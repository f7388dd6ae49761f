package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of 1 to 64 monitors of a cluster (rule P05).
 *
 * <p>An address is {@code host}, {@code host:port} or {@code [ipv6]:port}, optionally with the prefix {@code v1:} or
 * {@code v2:}, or up to ten addresses of one monitor as {@code [v2:host:port,v1:host:port]}.
 */
public record Monitors(List<String> addresses) {
    private static final String HOST = "(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}])";
    private static final String ADDRESS = "(?:v[12]:)?" + HOST + "(?::[0-9]{1,5})?(?:/[0-9]{1,10})?";
    // Possessive, since backtracking over a long text would overflow the stack.
    private static final Pattern ONE = Pattern.compile("\\[" + ADDRESS + "(?:," + ADDRESS + "){0,9}+]|" + ADDRESS);
    private static final Pattern NEXT = Pattern.compile("(" + ONE.pattern() + ")(?:,|$)");
    private static final String RULE =
            "give host:port, separated by commas without blanks, such as 10.0.7.52:6789,10.0.7.53:6789";
    private static final int LIMIT = 64;

    public Monitors {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new InvalidValueException("missing Ceph monitors");
        }
        if (addresses.size() > LIMIT) {
            throw new InvalidValueException("too many Ceph monitors: at most " + LIMIT);
        }
        addresses.forEach(address -> Text.require("monitor address", address, ONE, RULE));
    }

    /** Parses addresses separated by commas without blanks. */
    public static Monitors parse(String text) {
        if (text.isEmpty()) {
            throw new InvalidValueException("missing Ceph monitors");
        }
        if (text.length() > LIMIT * 128) {
            throw new InvalidValueException("too many Ceph monitors: at most " + LIMIT);
        }
        List<String> addresses = new ArrayList<>();
        Matcher next = NEXT.matcher(text);
        int at = 0;
        while (next.region(at, text.length()).lookingAt()) {
            addresses.add(next.group(1));
            at = next.end();
            if (at == text.length() && !text.endsWith(",")) {
                return new Monitors(addresses);
            }
        }
        throw new InvalidValueException("invalid monitor address in %s: %s".formatted(Text.quoted(text), RULE));
    }

    /** The form that {@code rbd -m} takes. */
    public String joined() {
        return String.join(",", addresses);
    }

    @Override
    public String toString() {
        return joined();
    }
}
