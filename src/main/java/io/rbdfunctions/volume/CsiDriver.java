package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a CSI driver for RBD: {@code rbd.csi.ceph.com}, optionally with a prefix as in Rook
 * ({@code rook-ceph.rbd.csi.ceph.com}). At most 63 characters, as the CSI specification requires.
 */
public record CsiDriver(String value) {
    private static final Pattern SAFE =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,44}[a-z0-9])?\\.)?rbd\\.csi\\.ceph\\.com");

    /** The name in the manifests of ceph-csi. */
    public static final CsiDriver DEFAULT = new CsiDriver("rbd.csi.ceph.com");

    public CsiDriver {
        Text.require("csiDriver", value, SAFE, "use rbd.csi.ceph.com, optionally with a prefix and a dot");
    }

    /** Whether this is the name of a CSI driver for RBD. */
    public static boolean isOne(@Nullable String name) {
        return name != null && SAFE.matcher(name).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
