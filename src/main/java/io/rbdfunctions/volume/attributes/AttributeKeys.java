package io.rbdfunctions.volume.attributes;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The parameters that a VolumeAttributesClass may have, and the key of the image metadata for each of them. */
final class AttributeKeys {
    /** Read by ceph-csi's node plugin, which writes the limits to {@code io.max} of the pod's cgroup. */
    private static final String CGROUP = ".rbd.csi.ceph.com/cgroup_qos_max_";

    /** Read by librbd itself, so by rbd-nbd, and not by the kernel's client. */
    private static final String LIBRBD = "conf_rbd_qos_";

    private static final Map<String, String> METADATA = new TreeMap<>(Map.of(
            "maxReadIops", CGROUP + "read_iops",
            "maxWriteIops", CGROUP + "write_iops",
            "maxReadBps", CGROUP + "read_bps",
            "maxWriteBps", CGROUP + "write_bps"));

    static {
        librbdSettings().forEach(setting -> METADATA.put(setting, setting));
    }

    private AttributeKeys() {}

    private static Stream<String> librbdSettings() {
        return Stream.of("", "read_", "write_")
                .flatMap(direction -> Stream.of("iops_", "bps_").map(unit -> LIBRBD + direction + unit))
                .flatMap(limited -> Stream.of("limit", "burst", "burst_seconds").map(kind -> limited + kind));
    }

    static Optional<String> metadataOf(String parameter) {
        return Optional.ofNullable(METADATA.get(parameter));
    }

    /** The keys of the image metadata that this provisioner manages. All others belong to somebody else. */
    static List<String> managed() {
        return List.copyOf(METADATA.values());
    }

    /** The known parameters, for messages. */
    static String known() {
        return "maxReadIops, maxWriteIops, maxReadBps, maxWriteBps, and "
                + LIBRBD
                + "[read_|write_]{iops|bps}_{limit|burst|burst_seconds}";
    }
}
