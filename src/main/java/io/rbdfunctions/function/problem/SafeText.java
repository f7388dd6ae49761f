package io.rbdfunctions.function.problem;

import java.util.regex.Pattern;

/** Makes text safe for a reply: truncates it, and redacts anything that looks like a Ceph key. */
public final class SafeText {
    /** Callers may put a key where a name belongs, and messages quote names. A key has at least 28 bytes, in base64. */
    private static final Pattern KEY = Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{32,}+={1,2}");

    private static final int MAX_LENGTH = 4096;

    private SafeText() {}

    public static String of(String text) {
        String redacted = KEY.matcher(text).replaceAll("<key>");
        return redacted.length() <= MAX_LENGTH ? redacted : redacted.substring(0, MAX_LENGTH) + "...";
    }
}
