package io.rbdfunctions.operation.snapshot.inspect;

import io.rbdfunctions.operation.snapshot.call.SnapshotRequestName;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a snapshot besides its image.
 *
 * @param name for calls; null if other software has made it
 * @param source the image that it was taken of; null if the journal does not have it
 * @param volume the volume of that image; null if it no longer exists
 */
public record SnapshotFacts(
        VolumeHandle handle,
        @Nullable SnapshotRequestName name,
        @Nullable ImageName source,
        @Nullable ObjectName volume) {}
