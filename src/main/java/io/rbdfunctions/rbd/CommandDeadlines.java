package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.TrashRemove;
import java.time.Duration;

/**
 * How long commands may take.
 *
 * @param removal for those that delete an image, which takes time by its size
 */
record CommandDeadlines(Duration usual, Duration removal) {
    Duration of(RbdCommand<?> command) {
        return command instanceof Remove || command instanceof TrashRemove ? removal : usual;
    }
}
