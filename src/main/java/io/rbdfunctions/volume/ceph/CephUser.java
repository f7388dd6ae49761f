package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/** The id of a Ceph user without the prefix {@code client.}, as in {@code rbd --id}: 1 to 128 characters. */
public record CephUser(String value) {
    private static final Pattern SAFE = Pattern.compile("(?!client\\.)[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /** The default of {@code adminId} (rule P15). */
    public static final CephUser ADMIN = new CephUser("admin");

    public CephUser {
        Text.require(
                "Ceph user id",
                value,
                SAFE,
                "use letters, digits, '_', '.' and '-', and leave out the prefix 'client.'");
    }

    @Override
    public String toString() {
        return value;
    }
}
