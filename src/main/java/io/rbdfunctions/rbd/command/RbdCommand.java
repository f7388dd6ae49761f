package io.rbdfunctions.rbd.command;

import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import java.util.List;

/**
 * A command on RBD. The cluster and the credentials to run it with are in a {@link Session}.
 *
 * @param <A> the answer of the command
 */
public sealed interface RbdCommand<A> {
    /** The answer of a command that returns no data. */
    enum Nothing {
        NOTHING
    }

    /** Runs a command that is a single step. */
    @FunctionalInterface
    interface StepRunner {
        <A> A run(Session session, RbdCommand<A> step);
    }

    /** {@code rbd} succeeded, but its output does not have the expected form. */
    final class UnreadableAnswerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableAnswerException(Throwable cause) {
            super("rbd's answer cannot be read", cause);
        }
    }

    PoolSpec pool();

    /**
     * The arguments of the {@code rbd} process. The key is not among them: the process reads it from standard input.
     * By default, the arguments of a command that prints JSON.
     */
    default List<String> arguments(Session session) {
        return RbdCommandBuilder.of(this, session).connect().json().build();
    }

    /**
     * Parses the answer from the standard output of {@code rbd}.
     *
     * @throws UnreadableAnswerException if the output does not have the expected form
     */
    A read(String output);

    /** Runs the command in steps of one {@code rbd} process each. By default, the command is a single step. */
    default A inSteps(Session session, StepRunner runner) {
        return runner.run(session, this);
    }

    /** The target of the command in messages: an image or a pool, with its namespace. */
    String subject();

    /** The subcommand of {@code rbd}, such as {@code trash mv}. Used in messages and as a metric label. */
    default String verb() {
        return switch (this) {
            case Create _ -> "create";
            case Remove _ -> "rm";
            case Rename _ -> "rename";
            case Grow _, Resize _ -> "resize";
            case Info _, Info.ById _ -> "info";
            case ListCommand.Names _ -> "ls";
            case ListCommand.Sizes _ -> "ls -l";
            case ListCommand.Watchers _ -> "status";
            case ListCommand.Snapshots _ -> "snap ls";
            case ListCommand.Children _ -> "children";
            case ListCommand.Locks _ -> "lock ls";
            case SnapshotCommand.Create _ -> "snap create";
            case SnapshotCommand.Remove _ -> "snap rm";
            case SnapshotCommand.ListAll _ -> "snap ls";
            case CloneCommand.Create _ -> "clone";
            case CloneCommand.Flatten _ -> "flatten";
            case MetadataCommand.ListAll _ -> "image-meta ls";
            case MetadataCommand.Set _ -> "image-meta set";
            case MetadataCommand.Unset _ -> "image-meta remove";
            case TrashCommand.ListAll _ -> "trash ls";
            case TrashCommand.Move _ -> "trash mv";
            case TrashCommand.Remove _ -> "trash rm";
            case TrashCommand.Restore _ -> "trash restore";
        };
    }

    /** A command on one image. */
    sealed interface OnImage<A> extends RbdCommand<A>
            permits Changing,
                    Info,
                    ListCommand.Watchers,
                    ListCommand.Snapshots,
                    ListCommand.Children,
                    ListCommand.Locks,
                    SnapshotCommand.ListAll,
                    MetadataCommand.ListAll {
        ImageRef image();

        @Override
        default PoolSpec pool() {
            return image().poolSpec();
        }

        @Override
        default String subject() {
            return image().toString();
        }
    }

    /** A command that changes an image. */
    sealed interface Changing<A> extends OnImage<A> permits Grow, WithoutAnswer {}

    /** A command that changes an image and returns no data. */
    sealed interface WithoutAnswer extends Changing<Nothing>
            permits Create,
                    MetadataCommand.Set,
                    MetadataCommand.Unset,
                    Remove,
                    Rename,
                    Resize,
                    TrashCommand.Move,
                    OnSnapshot,
                    CloneCommand.Create,
                    CloneCommand.Flatten {
        @Override
        default Nothing read(String output) {
            return Nothing.NOTHING;
        }
    }

    /** A command that changes a snapshot of an image. */
    sealed interface OnSnapshot extends WithoutAnswer permits SnapshotCommand.Create, SnapshotCommand.Remove {
        SnapshotRef snapshot();

        @Override
        default ImageRef image() {
            return snapshot().image();
        }

        @Override
        default List<String> arguments(Session session) {
            return RbdCommandBuilder.of(this, session).connect().noProgress().build();
        }
    }

    /** A command on a pool. */
    sealed interface OnPool<A> extends RbdCommand<A>
            permits Info.ById,
                    ListCommand.Names,
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
