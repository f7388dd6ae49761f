package io.rbdfunctions.operation.snapshot.inspect;

import io.rbdfunctions.operation.inspect.Inspector;
import io.rbdfunctions.operation.request.VolumeOperation;
import io.rbdfunctions.operation.snapshot.call.JournaledImage;
import io.rbdfunctions.operation.snapshot.call.SnapshotLocator;
import jakarta.inject.Singleton;

/** Reads the state of a snapshot. */
@Singleton
public record SnapshotInspector(SnapshotLocator locator, SnapshotFactsReader facts, Inspector inspector)
        implements VolumeOperation<InspectSnapshotRequest, SnapshotReport> {
    @Override
    public SnapshotReport run(InspectSnapshotRequest request) {
        JournaledImage found = locator.require(request.target());
        return new SnapshotReport(inspector.require(found.pool().session(), found.image()), facts.read(found));
    }
}
