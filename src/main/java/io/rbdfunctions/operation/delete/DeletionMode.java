package io.rbdfunctions.operation.delete;

import io.rbdfunctions.volume.TrashRetention;

/** Whether a deleted image can still be restored, and for how long. */
public sealed interface DeletionMode {

    /** As the {@code trashRetention} of the class has it. */
    record ByClass() implements DeletionMode {}

    /** In the trash, for so long. */
    record InTrash(TrashRetention retention) implements DeletionMode {}

    /** Not at all, whatever the class says. */
    record Nowhere() implements DeletionMode {}
}
