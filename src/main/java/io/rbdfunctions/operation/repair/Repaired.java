package io.rbdfunctions.operation.repair;

import io.rbdfunctions.operation.request.ImageAnswer;
import io.rbdfunctions.operation.request.OperationSubject;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/**
 * The answer to a {@link RepairRequest}.
 *
 * @param volume the name of the PersistentVolume
 * @param missing what the journal lacked, in words; empty if it was complete
 */
public record Repaired(Action action, ObjectName volume, ImageRef image, List<String> missing) implements ImageAnswer {
    /** What was done. */
    public enum Action {
        /** The journal lacked nothing. */
        COMPLETE,
        REPAIRED,
        WOULD_REPAIR
    }

    public Repaired {
        missing = List.copyOf(missing);
    }

    @Override
    public OperationSubject subject() {
        return new OperationSubject(null, volume.value(), image.toString());
    }
}
