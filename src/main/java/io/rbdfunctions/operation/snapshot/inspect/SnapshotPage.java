package io.rbdfunctions.operation.snapshot.inspect;

import io.rbdfunctions.operation.inspect.ImageReport.Link;
import io.rbdfunctions.operation.request.VolumeAnswer;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the snapshots of a pool.
 *
 * @param next the value of {@link ListSnapshotsRequest#after()} for the next page; null on the last page
 */
public record SnapshotPage(
        PoolSpec pool, List<Entry> snapshots, @Nullable String next) implements VolumeAnswer {
    /**
     * One snapshot.
     *
     * @param image of the snapshot
     * @param size in bytes; null if the image is missing, because the snapshot is being taken or deleted
     * @param createdAt null if the image is missing
     * @param children the images of volumes that were restored from the snapshot
     */
    public record Entry(
            String image, @Nullable Long size, @Nullable Instant createdAt, List<Link> children, SnapshotFacts facts) {
        public Entry {
            children = List.copyOf(children);
        }
    }

    public SnapshotPage {
        snapshots = List.copyOf(snapshots);
    }

    @Override
    public String actionText() {
        return "listed";
    }
}
