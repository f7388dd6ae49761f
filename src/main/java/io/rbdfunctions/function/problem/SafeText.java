package io.rbdfunctions.function.problem;

import java.util.regex.Pattern;

/** Makes text fit to be shown to a caller: bounded, and cleared of whatever looks like a Ceph key. */
public final class SafeText {
    /** People put keys where names belong, and messages quote names. A key is 28 bytes or more in base64. */
    private static final Pattern KEY = Pattern.compile("(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{32,}+={1,2}");

    private static final int LONGEST = 4096;

    private SafeText() {}

    public static String of(String text) {
        String redacted = KEY.matcher(text).replaceAll("<key>");
        return redacted.length() <= LONGEST ? redacted : redacted.substring(0, LONGEST) + "...";
    }
}
