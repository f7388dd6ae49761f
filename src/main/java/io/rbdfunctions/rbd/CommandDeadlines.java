package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.TrashCommand;
import java.time.Duration;

/**
 * The deadlines of commands.
 *
 * @param removal for commands that delete an image, whose duration grows with the size of the image
 */
record CommandDeadlines(Duration usual, Duration removal) {
    Duration of(RbdCommand<?> command) {
        return command instanceof Remove || command instanceof TrashCommand.Remove ? removal : usual;
    }
}
