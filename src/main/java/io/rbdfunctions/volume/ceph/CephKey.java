package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.nio.charset.StandardCharsets;

/**
 * A Ceph user's secret key. Never shows itself: {@link #toString()} hides it, and {@link #redact(String)} takes it out
 * of the words of others, because {@code rbd} prints a key that it cannot decode.
 */
public record CephKey(String value) {
    /** What {@code rbd --keyfile -} reads at most, in bytes. */
    private static final int LIMIT = 1024;

    private static final String HIDDEN = "<key>";

    /** Blanks and line ends around the key are dropped: secrets are often made from files that end in a newline. */
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

    /** The text with every occurrence of this key replaced. */
    public String redact(String text) {
        return text.replace(value, HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
