package io.rbdfunctions.operation.snapshot.inspect;

import io.rbdfunctions.operation.request.VolumeRequest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of the snapshots in the pool of a class, sorted by their names in the journal.
 *
 * @param after the name after which the page begins; null for the first page
 * @param limit the maximum number of snapshots, 1 to 1000
 */
public record ListSnapshotsRequest(
        ClassSource classSource, @Nullable String after, int limit) implements VolumeRequest<SnapshotPage> {
    @Override
    public String verb() {
        return "list";
    }
}
