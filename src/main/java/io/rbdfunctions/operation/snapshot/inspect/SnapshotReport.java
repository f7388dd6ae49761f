package io.rbdfunctions.operation.snapshot.inspect;

import io.rbdfunctions.operation.inspect.ImageReport;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.operation.request.VolumeAnswer;

/**
 * The state of a snapshot.
 *
 * @param image of the snapshot
 */
public record SnapshotReport(ImageReport image, SnapshotFacts facts) implements VolumeAnswer {
    @Override
    public String actionText() {
        return image.actionText();
    }

    @Override
    public OperationSubject subject() {
        return image.subject();
    }
}
