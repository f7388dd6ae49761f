package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/** The name of a RADOS namespace in a pool: up to 128 of {@code A-Z a-z 0-9 _ . -}. */
public record RadosNamespace(String value) {
    private static final Pattern SAFE = Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?");

    /** The namespace without a name, in which a pool's objects usually are. */
    public static final RadosNamespace DEFAULT = new RadosNamespace("");

    public RadosNamespace {
        Text.require(
                "RADOS namespace",
                value,
                SAFE,
                "use up to 128 letters, digits, '_', '.' and '-', beginning with a letter, a digit or '_'");
    }

    public boolean isDefault() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return value;
    }
}
