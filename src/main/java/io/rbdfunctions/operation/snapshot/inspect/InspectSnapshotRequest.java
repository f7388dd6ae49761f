package io.rbdfunctions.operation.snapshot.inspect;

import io.rbdfunctions.operation.snapshot.call.SnapshotRequest;
import io.rbdfunctions.operation.snapshot.call.SnapshotTarget;

/** A request for the state of a snapshot. */
public record InspectSnapshotRequest(SnapshotTarget target) implements SnapshotRequest<SnapshotReport> {
    @Override
    public String verb() {
        return "info";
    }
}
