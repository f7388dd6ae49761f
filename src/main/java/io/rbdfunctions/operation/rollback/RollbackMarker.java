package io.rbdfunctions.operation.rollback;

import io.rbdfunctions.operation.image.ImageTags;
import io.rbdfunctions.operation.rollback.RollbackRequest.RequestId;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataValue;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of an image that says which request made it. A clone without it is not finished.
 *
 * @param before the image that the clone replaces
 */
record RollbackMarker(
        VolumeHandle snapshot, ImageId before, @Nullable RequestId request) {
    static final MetadataKey KEY = new MetadataKey(ImageTags.ROLLBACK);

    private static final int PARTS = 3;

    /** Empty if the metadata have none that is valid. */
    static Optional<RollbackMarker> of(Map<String, String> metadata) {
        String[] parts = metadata.getOrDefault(ImageTags.ROLLBACK, "").split(" ", PARTS);
        if (parts.length < PARTS - 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(new RollbackMarker(
                    VolumeHandle.parse(parts[0]),
                    new ImageId(parts[1]),
                    parts.length == PARTS ? new RequestId(parts[2]) : null));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    boolean isOf(VolumeHandle wanted, @Nullable RequestId id) {
        return snapshot.equals(wanted) && Objects.equals(request, id);
    }

    MetadataValue value() {
        return new MetadataValue(
                request == null
                        ? "%s %s".formatted(snapshot, before)
                        : "%s %s %s".formatted(snapshot, before, request));
    }
}
