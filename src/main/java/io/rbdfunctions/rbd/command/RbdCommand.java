package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.List;

/**
 * One thing to do to RBD, complete: an engine needs nothing else to carry it out. Made by {@link RbdCommandBuilder}.
 *
 * @param <A> what it answers
 */
public sealed interface RbdCommand<A> {
    Session session();

    PoolName pool();

    /** What {@code rbd} is to be started with. Holds no key: that goes to its standard input. */
    List<String> arguments();

    /**
     * The answer, from what {@code rbd} wrote on its standard output.
     *
     * @throws UnreadableAnswerException when that is not what rbd writes
     */
    A read(String output);

    /** What it is done to, for people: {@code kube/image} or {@code kube}. */
    String subject();

    /** The name of the command, for people: the words of {@code rbd}, such as {@code trash mv}. */
    String verb();

    /** A command on one image. */
    sealed interface OnImage<A> extends RbdCommand<A>
            permits Changing,
                    Info,
                    ListChildren,
                    ListLocks,
                    ListMetadata,
                    ListSnapshots,
                    GetMetadata,
                    GetUsage,
                    Status {
        ImageRef image();

        @Override
        default PoolName pool() {
            return image().pool();
        }

        @Override
        default String subject() {
            return image().toString();
        }
    }

    /** A command that changes an image and answers nothing. */
    sealed interface Changing extends OnImage<Nothing> permits Create, Remove, Resize, SetMetadata, TrashMove {
        @Override
        default Nothing read(String output) {
            return Nothing.NOTHING;
        }
    }

    /** A command on a pool. */
    sealed interface OnPool<A> extends RbdCommand<A>
            permits ListNames, ListSizes, ListTrash, TrashRemove, TrashRestore {
        @Override
        default String subject() {
            return pool().toString();
        }
    }
}
