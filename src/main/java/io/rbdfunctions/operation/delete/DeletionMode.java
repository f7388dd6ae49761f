package io.rbdfunctions.operation.delete;

import io.rbdfunctions.volume.TrashRetention;

/** Whether a deleted image is kept in the trash. */
public sealed interface DeletionMode {
    /** As set by {@code trashRetention} of the class. */
    record ByClass() implements DeletionMode {}

    /** For at least this time. */
    record ToTrash(TrashRetention retention) implements DeletionMode {}

    /** Not kept, whatever the class sets. */
    record Permanent() implements DeletionMode {}
}
