package io.rbdfunctions.volume.csi;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;

/** Makes handles that are nearly valid, but must not be accepted. */
final class HostileHandles {
    private static final List<String> STRANGE = List.of(
            "/",
            "@",
            "\n",
            "\r\n",
            "\0",
            " ",
            "\t",
            "\u00e9",
            "\ud83d\ude00",
            "\u2010",
            "%00",
            "../",
            "--",
            ";",
            "'",
            "\"",
            "$(id)",
            "A",
            "G",
            "\u0660",
            "\uff10");

    private final Random random;
    private final List<Function<String, String>> damages = List.of(
            this::insertSomewhere,
            this::replaceSomewhere,
            this::deleteSomewhere,
            this::truncate,
            handle -> handle + strange(),
            handle -> strange() + handle,
            handle -> handle + handle,
            handle -> handle + "-" + handle.substring(handle.length() - 36),
            this::dashesFirst,
            this::tooLong,
            this::wrongVersion,
            this::wrongLength,
            HostileHandles::upperCase,
            this::negativePool);

    HostileHandles(Random random) {
        this.random = random;
    }

    String next() {
        while (true) {
            String valid = valid();
            String hostile = damages.get(random.nextInt(damages.size())).apply(valid);
            if (!isCanonical(hostile)) {
                return hostile;
            }
        }
    }

    private String valid() {
        int length = 1 + random.nextInt(36);
        return "0001-%04x-%s-%016x-%s"
                .formatted(
                        length,
                        "c".repeat(length),
                        random.nextLong() >>> 1,
                        "%08x-%04x-%04x-%04x-%012x"
                                .formatted(
                                        random.nextInt(),
                                        random.nextInt(1 << 16),
                                        random.nextInt(1 << 16),
                                        random.nextInt(1 << 16),
                                        random.nextLong() >>> 16));
    }

    /** Whether damage left a handle valid: checked by its fields, not by a pattern as in the code under test. */
    private static boolean isCanonical(String handle) {
        int id = handle.length() - 64;
        return id >= 1
                && id <= 36
                && handle.startsWith("0001-%04x-".formatted(id))
                && isHexOrDash(handle.substring(10 + id), "-hhhhhhhhhhhhhhhh-hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh")
                && handle.charAt(11 + id) < '8'
                && handle.substring(10, 10 + id).chars().allMatch(HostileHandles::isSafe)
                && "_.-".indexOf(handle.charAt(10)) < 0;
    }

    private static boolean isHexOrDash(String text, String form) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int index = 0; index < form.length(); index++) {
            char found = text.charAt(index);
            boolean isHex = "0123456789abcdef".indexOf(found) >= 0;
            if (form.charAt(index) == '-' ? found != '-' : !isHex) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSafe(int found) {
        boolean isAscii = found < 128;
        return (isAscii && Character.isLetterOrDigit(found)) || "_.-".indexOf(found) >= 0;
    }

    private String insertSomewhere(String handle) {
        int at = random.nextInt(handle.length() + 1);
        return handle.substring(0, at) + strange() + handle.substring(at);
    }

    private String replaceSomewhere(String handle) {
        int at = random.nextInt(handle.length());
        return handle.substring(0, at) + strange() + handle.substring(at + 1);
    }

    private String deleteSomewhere(String handle) {
        int at = random.nextInt(handle.length());
        return handle.substring(0, at) + handle.substring(at + 1);
    }

    private String truncate(String handle) {
        return handle.substring(0, random.nextInt(handle.length()));
    }

    private String dashesFirst(String handle) {
        return "-".repeat(1 + random.nextInt(200)) + handle;
    }

    private String tooLong(String handle) {
        return handle + "0".repeat(1 + random.nextInt(5000));
    }

    private String wrongVersion(String handle) {
        return "%04x".formatted(2 + random.nextInt(60_000)) + handle.substring(4);
    }

    private String wrongLength(String handle) {
        return handle.substring(0, 5) + "%04x".formatted(random.nextInt(1 << 16)) + handle.substring(9);
    }

    private String negativePool(String handle) {
        int at = handle.length() - 53;
        return handle.substring(0, at) + "89abcdef".charAt(random.nextInt(8)) + handle.substring(at + 1);
    }

    /** Not the cluster id, which may have upper case letters. */
    private static String upperCase(String handle) {
        int from = handle.length() - 54;
        return handle.substring(0, from) + handle.substring(from).toUpperCase(Locale.ROOT);
    }

    private String strange() {
        return STRANGE.get(random.nextInt(STRANGE.size()));
    }
}
