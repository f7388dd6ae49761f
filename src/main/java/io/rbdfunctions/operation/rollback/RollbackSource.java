package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.volume.ObjectKey;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.csi.VolumeHandle;

/** What a volume goes back to. */
public sealed interface RollbackSource {
    /** A snapshot of the volume. */
    record OfSnapshot(VolumeHandle handle) implements RollbackSource {
        @Override
        public String toString() {
            return "snapshot " + handle;
        }
    }

    /** A snapshot of the volume, by the name that a call or a VolumeSnapshot has given to it. */
    record OfNamedSnapshot(SnapshotRequestName name) implements RollbackSource {
        @Override
        public String toString() {
            return "snapshot " + name;
        }
    }

    /** The snapshot of the volume that belongs to a VolumeSnapshot. */
    record OfVolumeSnapshot(ObjectKey key) implements RollbackSource {
        @Override
        public String toString() {
            return "VolumeSnapshot " + key;
        }
    }

    /** An image in the trash that the volume had before. */
    record OfTrash(ImageId id) implements RollbackSource {
        @Override
        public String toString() {
            return "trashId " + id;
        }
    }
}
