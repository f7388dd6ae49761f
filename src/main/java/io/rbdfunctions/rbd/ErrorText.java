package io.rbdfunctions.rbd;

import io.rbdfunctions.volume.ceph.CephKey;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes one bounded line, fit for people, of what rbd wrote. */
final class ErrorText {
    private static final int LIMIT = 1000;
    /** Time, thread and level, as Ceph's log puts them before a message, sometimes in the middle of a line. */
    private static final Pattern LOG_PREFIX =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.+]{10,30} [0-9a-f]{6,16} +-?[0-9]+ ");

    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

    private ErrorText() {}

    /** Redacts first: what is cut or changed before could leave a part of the key. */
    static String of(String written, CephKey key) {
        String words = LOG_PREFIX
                .matcher(key.redact(written))
                .replaceAll("\n")
                .lines()
                .map(line -> UNPRINTABLE.matcher(line).replaceAll("?").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        return words.length() <= LIMIT ? words : words.substring(0, LIMIT) + "...";
    }
}
