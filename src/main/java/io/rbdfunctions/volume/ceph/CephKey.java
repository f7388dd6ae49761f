package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.nio.charset.StandardCharsets;

/**
 * The secret key of a Ceph user: one word of printable ASCII of at most 1024 bytes. {@link #toString()} hides it, and
 * {@link #redact(String)} removes it from the output of {@code rbd}, which prints keys that it cannot decode.
 */
public record CephKey(String value) {
    /** The bytes that {@code rbd --keyfile -} reads at most. */
    private static final int LIMIT = 1024;

    private static final String HIDDEN = "<key>";

    /** Strips surrounding whitespace, since Secrets are often created from files that end in a newline. */
    public CephKey {
        value = value.strip();
        if (value.isEmpty()) {
            throw new InvalidValueException("the Ceph key is empty");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > LIMIT || !isOnePrintableWord(value)) {
            throw new InvalidValueException("the Ceph key is not one word of printable ASCII of up to 1024 bytes");
        }
    }

    private static boolean isOnePrintableWord(String value) {
        return value.chars().allMatch(character -> character > ' ' && character <= '~');
    }

    public KeyForm form() {
        return KeyForm.of(value);
    }

    /** Replaces every occurrence of this key. */
    public String redact(String text) {
        return text.replace(value, HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
