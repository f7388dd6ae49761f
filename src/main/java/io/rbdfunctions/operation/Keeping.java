package io.rbdfunctions.operation;

import io.rbdfunctions.volume.TrashRetention;

/** Whether a deleted image can still be restored, and for how long. */
public sealed interface Keeping {

    /** As the {@code trashRetention} of the class has it. */
    record ByClass() implements Keeping {}

    /** In the trash, for so long. */
    record InTrash(TrashRetention retention) implements Keeping {}

    /** Not at all, whatever the class says. */
    record Nowhere() implements Keeping {}
}
