package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.GetMetadata;
import io.rbdfunctions.rbd.command.GetUsage;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.ListChildren;
import io.rbdfunctions.rbd.command.ListLocks;
import io.rbdfunctions.rbd.command.ListMetadata;
import io.rbdfunctions.rbd.command.ListNames;
import io.rbdfunctions.rbd.command.ListSizes;
import io.rbdfunctions.rbd.command.ListSnapshots;
import io.rbdfunctions.rbd.command.ListTrash;
import io.rbdfunctions.rbd.command.Nothing;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.SetMetadata;
import io.rbdfunctions.rbd.command.Status;
import io.rbdfunctions.rbd.command.TrashMove;
import io.rbdfunctions.rbd.command.TrashRemove;
import io.rbdfunctions.rbd.command.TrashRestore;
import io.rbdfunctions.rbd.librbd.ffm.NativeThreads;
import io.rbdfunctions.rbd.librbd.image.DiskUsageReader;
import io.rbdfunctions.rbd.librbd.image.Image;
import io.rbdfunctions.rbd.librbd.image.ImageCreation;
import io.rbdfunctions.rbd.librbd.image.ImageHeader;
import io.rbdfunctions.rbd.librbd.image.ImageRecords;
import io.rbdfunctions.rbd.librbd.image.ImageUsersReader;
import io.rbdfunctions.rbd.librbd.image.InfoReader;
import io.rbdfunctions.rbd.librbd.image.Pool;
import io.rbdfunctions.rbd.librbd.image.PoolImages;
import io.rbdfunctions.rbd.librbd.image.PoolSizes;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Says for each command what it takes. */
final class CommandDispatcher {
    /** Each write waits for the cluster alone, so they go side by side. */
    private static final Executor WRITERS = NativeThreads.asNeeded("librbd write");

    private CommandDispatcher() {}

    /** What a command answers, as the command's own type has it. */
    @SuppressWarnings("unchecked")
    static <A> A run(RbdCommand<A> command, Pool pool) {
        return (A) answer(command, pool);
    }

    private static Object answer(RbdCommand<?> command, Pool pool) {
        return switch (command) {
            case Create create -> of(create, pool, ImageCreation::create);
            case Remove remove -> of(remove, pool, PoolImages::remove);
            case Resize resize -> of(resize, pool, CommandDispatcher::resize);
            case SetMetadata set -> of(set, pool, (only, _) -> setAll(List.of(only), pool));
            case ListNames list -> of(list, pool, (_, _) -> PoolImages.names(pool));
            case ListSizes list -> of(list, pool, (_, _) -> PoolSizes.of(pool));
            case TrashMove move -> of(move, pool, PoolImages::trashMove);
            case ListTrash list -> of(list, pool, (_, _) -> PoolImages.trashed(pool));
            case TrashRemove remove -> of(remove, pool, PoolImages::trashRemove);
            case TrashRestore restore -> of(restore, pool, PoolImages::trashRestore);
            case Info info -> look(info, pool, InfoReader::of);
            case Status status -> look(status, pool, ImageUsersReader::watchers);
            case ListSnapshots list -> look(list, pool, ImageUsersReader::snapshots);
            case ListChildren list -> look(list, pool, ImageUsersReader::children);
            case ListMetadata list -> look(list, pool, ImageRecords::allMetadata);
            case ListLocks list -> look(list, pool, ImageRecords::locks);
            case GetMetadata get -> look(get, pool, image -> ImageRecords.metadata(image, get.key()));
            case GetUsage get -> look(get, pool, DiskUsageReader::of);
        };
    }

    /** Here, and in what follows, the compiler checks what the cast above relies on: the answer is the command's. */
    private static <A, C extends RbdCommand<A>> Object of(C command, Pool pool, BiFunction<C, Pool, A> work) {
        return work.apply(command, pool);
    }

    private static <A> A look(RbdCommand.OnImage<A> command, Pool pool, Function<Image, A> question) {
        try (Image image = Image.openReadOnly(pool, nameOf(command))) {
            return question.apply(image);
        }
    }

    private static String nameOf(RbdCommand.OnImage<?> command) {
        return command.image().name().value();
    }

    static Nothing setAll(List<SetMetadata> commands, Pool pool) {
        return ImageHeader.find(pool, commands)
                .map(header -> header.setMetadata(commands))
                .orElseGet(() -> setOpenly(commands, pool));
    }

    private static Nothing setOpenly(List<SetMetadata> commands, Pool pool) {
        try (Image image = Image.open(pool, nameOf(commands.getFirst()))) {
            CallTimeouts.forAll(
                    WRITERS,
                    commands.stream()
                            .<Runnable>map(command -> () -> image.setMetadata(command.key(), command.value()))
                            .toList());
            return Nothing.NOTHING;
        }
    }

    static long grow(Resize command, Pool pool) {
        try (Image image = Image.open(pool, nameOf(command))) {
            long before = image.size();
            if (before < command.size().roundedUp().bytes()) {
                image.resize(command.size());
            }
            return before;
        }
    }

    private static Nothing resize(Resize command, Pool pool) {
        try (Image image = Image.open(pool, nameOf(command))) {
            image.resize(command.size());
            return Nothing.NOTHING;
        }
    }
}
