package io.rbdfunctions.volume.csi;

import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The handle of a dynamic volume of ceph-csi: {@code 0001-<length of the clusterID>-<clusterID>-<pool id>-<uuid>}, with 4
 * and 16 lower case hex digits for the numbers. Source: {@code internal/util/volid.go} of ceph-csi.
 *
 * @param poolId the pool of the image
 */
public record VolumeHandle(ClusterId clusterId, PoolId poolId, VolumeUuid uuid) {
    private static final Pattern FORM = Pattern.compile(
            "0001-(?<length>[0-9a-f]{4})-(?<cluster>.+)-(?<pool>[0-9a-f]{16})-(?<uuid>%s)".formatted(VolumeUuid.FORM));

    /** The limit of a volume id in the CSI specification, in bytes. */
    private static final int LIMIT = 128;

    /** Whether the text has the form of a dynamic volume's handle. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Accepts only the form that ceph-csi writes. It reads upper case hex digits and other versions too, but two handles
     * for one volume would be two volumes for Kubernetes.
     *
     * @throws InvalidValueException if the text has another form, as the handle of a static volume
     */
    public static VolumeHandle parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (text.length() > LIMIT
                || !parts.matches()
                || Integer.parseInt(parts.group("length"), 16)
                        != parts.group("cluster").length()) {
            throw new InvalidValueException(
                    "invalid handle %s: dynamic volumes and their snapshots have 0001-<length>-<clusterID>-<pool id>-<uuid>"
                            .formatted(Text.quoted(text)));
        }
        return new VolumeHandle(
                new ClusterId(parts.group("cluster")),
                PoolId.parse(parts.group("pool")),
                new VolumeUuid(parts.group("uuid")));
    }

    @Override
    public String toString() {
        return "0001-%04x-%s-%s-%s".formatted(clusterId.value().length(), clusterId, poolId.hex(), uuid);
    }
}
