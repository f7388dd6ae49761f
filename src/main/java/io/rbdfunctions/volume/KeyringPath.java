package io.rbdfunctions.volume;

import java.util.regex.Pattern;

/** A keyring file on the nodes, by its absolute path (rule P19). */
public record KeyringPath(String value) {
    private static final Pattern PATH = Pattern.compile("(?:/[^/!;` \\p{Cntrl}]+)+");

    public KeyringPath {
        if (!PATH.matcher(value).matches()) {
            throw new InvalidValueException("keyring field must contain a path to a file");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
