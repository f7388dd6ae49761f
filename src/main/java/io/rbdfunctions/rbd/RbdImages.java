package io.rbdfunctions.rbd;

import io.rbdfunctions.rbd.command.RbdCommand;

/** Carries out commands on RBD, by whichever engine. */
public interface RbdImages {
    /**
     * Carries the command out, once.
     *
     * <p>To resize an image to the size it has is well. What has failed may have been done in part, or yet be done.
     *
     * @throws RbdException when it fails, with the class of the failure
     */
    <A> A carryOut(RbdCommand<A> command);
}
