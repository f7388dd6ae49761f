package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of a cluster's monitors, in the given order, at least one.
 *
 * <p>An address is {@code host}, {@code host:port} or {@code [ipv6]:port}, each with {@code v1:} or {@code v2:} before it
 * where wanted, or up to ten addresses of one monitor as {@code [v2:host:port,v1:host:port]}. Several are separated by
 * commas, with no blanks, as in the in-tree class parameter (rule P05).
 */
public record Monitors(List<String> addresses) {
    private static final String HOST = "(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,252})|\\[[0-9A-Fa-f:.]{2,45}])";
    private static final String ADDRESS = "(?:v[12]:)?" + HOST + "(?::[0-9]{1,5})?(?:/[0-9]{1,10})?";
    // Possessive: a group that may give back is matched by recursion, and a long enough text ends the stack.
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

    /** As {@code rbd -m} takes them, in the given order. */
    public String joined() {
        return String.join(",", addresses);
    }

    @Override
    public String toString() {
        return joined();
    }
}
