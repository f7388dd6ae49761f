package io.rbdfunctions.volume.ceph;

import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Pattern;

/** The {@code clusterID} of a cluster in the configuration of ceph-csi: 1 to 36 characters. */
public record ClusterId(String value) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,35}");

    public ClusterId {
        Text.require("clusterID", value, SAFE, "use 1 to 36 letters, digits, '_', '.' and '-'");
    }

    @Override
    public String toString() {
        return value;
    }
}
