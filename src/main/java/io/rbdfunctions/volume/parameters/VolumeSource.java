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

/** How nodes get at the image: which source the PersistentVolume is given, and what that source permits. */
public sealed interface VolumeSource {

    /** The access modes that a claim may ask for, in the order in which they are listed to people. */
    List<AccessMode> accessModes(VolumeMode volumeMode);

    /** {@code spec.rbd}, mounted by the kubelet itself, up to Kubernetes 1.30. */
    sealed interface InTree extends VolumeSource {
        @Override
        default List<AccessMode> accessModes(VolumeMode volumeMode) {
            return List.of(AccessMode.READ_WRITE_ONCE, AccessMode.READ_ONLY_MANY);
        }
    }

    /** The nodes' key is in a Secret; without a namespace it is looked for in the claim's. */
    record SecretInTree(ObjectName name, @Nullable ObjectName namespace) implements InTree {}

    /** The nodes' key is in a file on each of them. */
    record KeyringInTree(KeyringPath path) implements InTree {}

    /** {@code spec.csi} for the node plugin of ceph-csi, in its static form. */
    record Csi(ClusterId clusterId, ObjectKey nodeStageSecret, CsiDriver driver) implements VolumeSource {
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
