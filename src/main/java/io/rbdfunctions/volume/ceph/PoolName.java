package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/** The name of a Ceph pool: 1 to 128 of {@code A-Z a-z 0-9 _ . -}, beginning with a letter, a digit or {@code _}. */
public record PoolName(String value) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /** The default of {@code pool} (rule P15). */
    public static final PoolName DEFAULT = new PoolName("rbd");

    public PoolName {
        Text.require(
                "pool name",
                value,
                SAFE,
                "use 1 to 128 letters, digits, '_', '.' and '-', beginning with a letter, a digit or '_'");
    }

    @Override
    public String toString() {
        return value;
    }
}
