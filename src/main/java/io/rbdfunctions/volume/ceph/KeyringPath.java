package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.regex.Pattern;

/** The absolute path of a keyring file on the nodes, at most 4096 characters (rule P19). */
public record KeyringPath(String value) {
    private static final int LIMIT = 4096;

    // Possessive, since backtracking over a long text would overflow the stack.
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
