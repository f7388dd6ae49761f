package io.rbdfunctions.operation.snapshot.inspect;

import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a snapshot besides its image.
 *
 * @param name for calls; null if other software has made it
 * @param source the image that it was taken of; null if the journal does not have it
 * @param volume the volume of that image; null if it no longer exists
 * @param children the images of volumes that were restored from it, as {@code pool/image}; also those in the trash
 */
public record SnapshotFacts(
        VolumeHandle handle,
        @Nullable SnapshotRequestName name,
        @Nullable ImageName source,
        @Nullable ObjectName volume,
        List<String> children) {
    public SnapshotFacts {
        children = List.copyOf(children);
    }
}
