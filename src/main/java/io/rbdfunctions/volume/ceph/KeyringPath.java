package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.regex.Pattern;

/** A keyring file on the nodes, by its absolute path (rule P19). */
public record KeyringPath(String value) {
    /** The longest path that Linux takes. */
    private static final int LIMIT = 4096;

    // Possessive: a group that may give back is matched by recursion, and a long enough text ends the stack.
    private static final Pattern PATH = Pattern.compile("(?:/[^/!;` \\p{Cntrl}]+)++");

    public KeyringPath {
        if (value.length() > LIMIT || !PATH.matcher(value).matches()) {
            throw new InvalidValueException("keyring field must contain a path to a file");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
