package io.rbdfunctions.volume;

import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name under which ceph-csi's node plugin for RBD is installed: {@code rbd.csi.ceph.com}, or that behind a prefix, as
 * Rook has it ({@code rook-ceph.rbd.csi.ceph.com}). 63 characters at most, as CSI has it.
 */
public record CsiDriver(String value) {
    private static final Pattern SAFE =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,44}[a-z0-9])?\\.)?rbd\\.csi\\.ceph\\.com");

    /** As ceph-csi's own manifests install it. */
    public static final CsiDriver DEFAULT = new CsiDriver("rbd.csi.ceph.com");

    public CsiDriver {
        Text.require("csiDriver", value, SAFE, "give rbd.csi.ceph.com, or that behind a prefix and a dot");
    }

    /** Whether a driver of this name mounts what the functions make. */
    public static boolean isOne(@Nullable String name) {
        return name != null && SAFE.matcher(name).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
