package io.rbdfunctions.operation.snapshot;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.time.Instant;

/** The answer to a {@link SnapshotLookupRequest}. */
public record SnapshotFound(ImageRef image, Instant createdAt, Capacity size) implements SnapshotAnswer {
    @Override
    public String actionText() {
        return "found";
    }
}
