package io.rbdfunctions.journal;

import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key of the directory and its value, as they were read.
 *
 * @param value {@code <uuid>}, or {@code <pool id>/<uuid>} if the image is in another pool than the directory
 */
public record DirectoryEntry(String requestName, String value) {
    /**
     * What a value refers to.
     *
     * @param imagePool null if the image is in the pool of the directory
     */
    public record Target(@Nullable PoolId imagePool, VolumeUuid uuid) {
        @Override
        public String toString() {
            return imagePool == null ? uuid.value() : imagePool.hex() + "/" + uuid;
        }
    }

    /**
     * A part of the directory.
     *
     * @param entries sorted by request name
     * @param hasMore whether there are entries after the last one
     */
    public record Page(List<DirectoryEntry> entries, boolean hasMore) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** Empty if the value is invalid. */
    public Optional<Target> target() {
        String[] parts = value.split("/", 2);
        try {
            return Optional.of(
                    parts.length == 1
                            ? new Target(null, new VolumeUuid(value))
                            : new Target(PoolId.parse(parts[0]), new VolumeUuid(parts[1])));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }
}
