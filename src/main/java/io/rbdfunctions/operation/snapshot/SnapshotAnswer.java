package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What a VolumeSnapshotContent tells about its snapshot. */
public sealed interface SnapshotAnswer extends VolumeAnswer permits Snapshotted, SnapshotFound {
    /** The image that holds the snapshot, such as {@code csi-snap-<uuid>}. */
    ImageRef image();

    /** When the image was created. */
    Instant createdAt();

    /** The smallest size of a volume that is restored from the snapshot. */
    Capacity size();

    /** {@link #createdAt} in nanoseconds since 1970, as {@code status.creationTime} has it. */
    default long creationTime() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, createdAt());
    }

    @Override
    default OperationSubject subject() {
        return OperationSubject.of(image(), null);
    }
}
