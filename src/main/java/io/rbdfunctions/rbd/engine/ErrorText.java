package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.volume.ceph.CephKey;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the output of {@code rbd} into one line of at most 1000 printable characters for error messages. */
final class ErrorText {
    private static final int LIMIT = 1000;
    /** Time, thread and level before a message of Ceph's log; sometimes in the middle of a line. */
    private static final Pattern LOG_PREFIX =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.+]{10,30} [0-9a-f]{6,16} +-?[0-9]+ ");

    private static final Pattern UNPRINTABLE = Pattern.compile("[^ -~]");

    private ErrorText() {}

    /** Redacts the key first, since a key that was cut or changed would not be found. */
    static String of(String output, CephKey key) {
        String text = LOG_PREFIX
                .matcher(key.redact(output))
                .replaceAll("\n")
                .lines()
                .map(line -> UNPRINTABLE.matcher(line).replaceAll("?").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
        return text.length() <= LIMIT ? text : text.substring(0, LIMIT) + "...";
    }
}
