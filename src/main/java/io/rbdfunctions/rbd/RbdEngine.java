package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.SetMetadata;
import io.rbdfunctions.rbd.value.Session;
import java.util.List;

/** Carries out commands on RBD, by whichever engine. What fails may have been done in part, or yet be done. */
public interface RbdEngine {
    /**
     * Carries the command out, once.
     *
     * <p>To resize an image to the size it has is well.
     *
     * @throws RbdException when it fails, with the class of the failure
     */
    <A> A run(RbdCommand<A> command);

    /**
     * Carries out commands that are all on one image, in any order.
     *
     * @throws RbdException when one fails; whether the others were carried out is not said
     */
    void setMetadata(List<SetMetadata> commands);

    /**
     * Resizes the image unless it is that large already, and answers the size in bytes that it had.
     *
     * @throws RbdException when it fails; a bad argument, where others have grown it further meanwhile
     */
    long grow(Resize command);

    /** Begins to connect, where connections are kept; does not wait for that, and tells of no failure. */
    default void prepare(Session session) {}

    /** How many connections are kept; 0 where none are. */
    default int connections() {
        return 0;
    }
}
