package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/** The name of a RADOS namespace, which divides a pool: 1 to 64 of {@code A-Z a-z 0-9 _ . -}, not beginning with a dash. */
public record RadosNamespace(String value) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.][A-Za-z0-9_.-]{0,63}");

    public RadosNamespace {
        Text.require(
                "radosNamespace",
                value,
                SAFE,
                "use 1 to 64 letters, digits, '_', '.' and '-', beginning with a letter, a digit, '_' or '.'");
    }

    @Override
    public String toString() {
        return value;
    }
}
