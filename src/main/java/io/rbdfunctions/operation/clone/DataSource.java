package io.rbdfunctions.operation.clone;

import io.rbdfunctions.volume.csi.VolumeHandle;

/** What a new volume begins as a copy of. {@code toString} names it in messages. */
public sealed interface DataSource {
    VolumeHandle handle();

    /** A snapshot. */
    record OfSnapshot(VolumeHandle handle) implements DataSource {
        @Override
        public String toString() {
            return "snapshot " + handle;
        }
    }

    /** A dynamic volume. */
    record OfVolume(VolumeHandle handle) implements DataSource {
        @Override
        public String toString() {
            return "volume " + handle;
        }
    }
}
