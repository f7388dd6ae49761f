package io.rbdfunctions.rbd;

/** Is told of every command on RBD. Called by the thread that asked for the command, which waits meanwhile. */
@FunctionalInterface
public interface RbdCallListener {
    void ended(RbdCall call);
}
