package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.List;

/**
 * A command on RBD with everything an engine needs to run it. {@link RbdCommandBuilder} creates the commands.
 *
 * @param <A> the answer of the command
 */
public sealed interface RbdCommand<A> {
    /** The answer of a command that returns no data. */
    enum Nothing {
        NOTHING
    }

    Session session();

    PoolName pool();

    /**
     * The arguments of the {@code rbd} process. The key is not among them: the process reads it from standard input.
     * By default, the arguments of a command that prints JSON.
     */
    default List<String> arguments() {
        return Arguments.of(this).connect().json().end();
    }

    /**
     * Parses the answer from the standard output of {@code rbd}.
     *
     * @throws UnreadableAnswerException if the output does not have the expected form
     */
    A read(String output);

    /** The target of the command in messages: {@code pool/image} or {@code pool}. */
    String subject();

    /** The subcommand of {@code rbd}, such as {@code trash mv}. Used in messages and as a metric label. */
    default String verb() {
        return switch (this) {
            case Create _ -> "create";
            case Remove _ -> "rm";
            case Grow _, Resize _ -> "resize";
            case Info _ -> "info";
            case Status _ -> "status";
            case ListChildren _ -> "children";
            case ListLocks _ -> "lock ls";
            case ListSnapshots _ -> "snap ls";
            case ListCommand.Names _ -> "ls";
            case ListCommand.Sizes _ -> "ls -l";
            case MetadataCommand.ListAll _ -> "image-meta ls";
            case MetadataCommand.Set _ -> "image-meta set";
            case TrashCommand.ListAll _ -> "trash ls";
            case TrashCommand.Move _ -> "trash mv";
            case TrashCommand.Remove _ -> "trash rm";
            case TrashCommand.Restore _ -> "trash restore";
        };
    }

    /** A command on one image. */
    sealed interface OnImage<A> extends RbdCommand<A>
            permits Changing,
                    Grow,
                    Info,
                    ListChildren,
                    ListLocks,
                    ListSnapshots,
                    MetadataCommand.ListAll,
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

    /** A command that changes an image and returns no data. */
    sealed interface Changing extends OnImage<Nothing>
            permits Create, MetadataCommand.Set, Remove, Resize, TrashCommand.Move {
        @Override
        default Nothing read(String output) {
            return Nothing.NOTHING;
        }
    }

    /** A command on a pool. */
    sealed interface OnPool<A> extends RbdCommand<A>
            permits ListCommand.Names,
                    ListCommand.Sizes,
                    TrashCommand.ListAll,
                    TrashCommand.Remove,
                    TrashCommand.Restore {
        @Override
        default String subject() {
            return pool().toString();
        }
    }
}
