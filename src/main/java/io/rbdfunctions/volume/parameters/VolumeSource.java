package io.rbdfunctions.volume.parameters;

import io.rbdfunctions.volume.AccessMode;
import io.rbdfunctions.volume.CsiDriver;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.VolumeMode;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.KeyringPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The source in the PersistentVolume, through which nodes mount the image. */
public sealed interface VolumeSource {
    /** The API server accepts {@code volumeAttributesClassName} on CSI volumes only. */
    String ATTRIBUTES_NEED_CSI = "volumeAttributesClassName needs a CSI volume: use a class with clusterID";

    String DATA_SOURCES_NEED_CSI = "a claim with a data source needs a CSI volume: use a class with clusterID";

    String SCHEDULES_NEED_CSI = "scheduled snapshots need a CSI volume: use a class with clusterID";

    /** The access modes that a claim may request, in the order of error messages. */
    List<AccessMode> accessModes(VolumeMode volumeMode);

    /** {@code spec.rbd}, which the kubelet mounts itself, up to Kubernetes 1.30. */
    sealed interface InTree extends VolumeSource {
        @Override
        default List<AccessMode> accessModes(VolumeMode volumeMode) {
            return List.of(AccessMode.READ_WRITE_ONCE, AccessMode.READ_ONLY_MANY);
        }
    }

    /** Nodes read the key from a Secret.
     *
     * @param namespace null for the namespace of the claim
     */
    record SecretInTree(ObjectName name, @Nullable ObjectName namespace) implements InTree {}

    /** Nodes read the key from a local file. */
    record KeyringInTree(KeyringPath path) implements InTree {}

    /** {@code spec.csi} for a statically provisioned volume of ceph-csi. */
    record Csi(ClusterId clusterId, ObjectKey nodeStageSecret, CsiDriver driver, CsiSettings settings)
            implements VolumeSource {
        @Override
        public List<AccessMode> accessModes(VolumeMode volumeMode) {
            return volumeMode == VolumeMode.BLOCK
                    ? List.of(
                            AccessMode.READ_WRITE_ONCE,
                            AccessMode.READ_WRITE_ONCE_POD,
                            AccessMode.READ_ONLY_MANY,
                            AccessMode.READ_WRITE_MANY)
                    : List.of(AccessMode.READ_WRITE_ONCE, AccessMode.READ_WRITE_ONCE_POD, AccessMode.READ_ONLY_MANY);
        }
    }
}
