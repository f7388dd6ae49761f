package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.CloneCommand;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.command.TrashCommand;
import java.time.Duration;

/** Runs commands on RBD. */
@FunctionalInterface
public interface RbdEngine {
    /**
     * The deadlines of commands.
     *
     * @param removal for commands that delete or flatten an image, whose duration grows with the size of the image
     */
    record Deadlines(Duration usual, Duration removal) {
        public Duration of(RbdCommand<?> command) {
            return switch (command) {
                case Remove _, TrashCommand.Remove _, CloneCommand.Flatten _ -> removal;
                default -> usual;
            };
        }
    }

    /**
     * Runs the command. A resize to the current size of an image succeeds.
     *
     * @throws RbdException if the command fails. It may have been run in part, or may still be running.
     */
    <A> A run(Session session, RbdCommand<A> command);
}
