package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.command.CloneCommand;
import io.rbdfunctions.rbd.command.Create;
import io.rbdfunctions.rbd.command.Grow;
import io.rbdfunctions.rbd.command.Info;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.LinkedImage;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.rbd.command.MetadataCommand;
import io.rbdfunctions.rbd.command.RbdCommand;
import io.rbdfunctions.rbd.command.RbdCommand.Nothing;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Rename;
import io.rbdfunctions.rbd.command.Resize;
import io.rbdfunctions.rbd.command.SnapshotCommand;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.image.Image;
import io.rbdfunctions.rbd.librbd.image.ImageCreation;
import io.rbdfunctions.rbd.librbd.image.ImageHeader;
import io.rbdfunctions.rbd.librbd.image.ImageLists;
import io.rbdfunctions.rbd.librbd.image.InfoReader;
import io.rbdfunctions.rbd.librbd.image.PoolImages;
import io.rbdfunctions.rbd.librbd.image.PoolNamespace;
import io.rbdfunctions.rbd.librbd.image.PoolSizes;
import io.rbdfunctions.rbd.librbd.image.RemovalCheck;
import io.rbdfunctions.rbd.librbd.image.Snapshots;
import io.rbdfunctions.rbd.librbd.rados.Pool;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Maps each command to calls of librbd. */
final class CommandDispatcher {
    private CommandDispatcher() {}

    @SuppressWarnings("unchecked")
    static <A> A run(RbdCommand<A> command, Pool pool) {
        try {
            return (A) answer(command, pool);
        } catch (LibrbdException failure) {
            if (failure.errno() == Errno.MISSING) {
                PoolNamespace.require(pool);
            }
            throw failure;
        }
    }

    private static Object answer(RbdCommand<?> command, Pool pool) {
        return switch (command) {
            case Create create -> of(create, pool, ImageCreation::create);
            case Remove remove -> {
                RemovalCheck.requireRemovable(pool, remove.image());
                yield of(remove, pool, PoolImages::remove);
            }
            case Rename rename -> of(rename, pool, PoolImages::rename);
            case Grow grow -> change(grow, pool, image -> image.grow(grow.size()));
            case Resize resize -> change(resize, pool, image -> image.resize(resize.size()));
            case CloneCommand.Create clone -> of(clone, pool, ImageCreation::clone);
            case CloneCommand.Flatten flatten -> change(flatten, pool, Image::flatten);
            case SnapshotCommand.Create create ->
                change(create, pool, image -> Snapshots.create(image, create.snapshot()));
            case SnapshotCommand.Remove remove ->
                change(remove, pool, image -> Snapshots.remove(image, remove.snapshot()));
            case SnapshotCommand.ListAll list -> read(list, pool, Snapshots::all);
            case MetadataCommand.Set set -> of(set, pool, CommandDispatcher::setMetadata);
            case MetadataCommand.Unset unset -> change(unset, pool, image -> image.removeMetadata(unset.key()));
            case MetadataCommand.ListAll list -> read(list, pool, ImageLists::metadata);
            case ListCommand.Names list -> of(list, pool, (_, _) -> PoolImages.names(pool));
            case ListCommand.Sizes list -> of(list, pool, (_, _) -> PoolSizes.of(pool));
            case TrashCommand.Move move -> {
                RemovalCheck.requireRemovable(pool, move.image());
                yield of(move, pool, PoolImages::trashMove);
            }
            case TrashCommand.ListAll list -> of(list, pool, (_, _) -> PoolImages.trashed(pool));
            case TrashCommand.Remove remove -> of(remove, pool, PoolImages::trashRemove);
            case TrashCommand.Restore restore -> of(restore, pool, PoolImages::trashRestore);
            case Info info -> read(info, pool, InfoReader::of);
            case ListCommand.Watchers list -> read(list, pool, ImageLists::watchers);
            case ListCommand.Snapshots list -> read(list, pool, ImageLists::snapshots);
            case ListCommand.Children list -> of(list, pool, CommandDispatcher::children);
            case Info.ById info -> of(info, pool, CommandDispatcher::info);
            case ListCommand.Locks list -> read(list, pool, ImageLists::locks);
        };
    }

    /** Makes the compiler check that the answer has the type of the command, as the cast in {@code run} assumes. */
    private static <A, C extends RbdCommand<A>> Object of(C command, Pool pool, BiFunction<C, Pool, A> work) {
        return work.apply(command, pool);
    }

    private static <A> Object read(RbdCommand.OnImage<A> command, Pool pool, Function<Image, A> reader) {
        try (Image image = Image.openReadOnly(pool, command.image().name().value())) {
            return reader.apply(image);
        }
    }

    private static <A> A change(RbdCommand.Changing<A> command, Pool pool, Function<Image, A> work) {
        try (Image image = Image.open(pool, command.image().name().value())) {
            return work.apply(image);
        }
    }

    private static List<LinkedImage> children(ListCommand.Children command, Pool pool) {
        try (Image image = Image.openReadOnly(pool, command.image().name().value(), command.snapshot())) {
            return ImageLists.children(image);
        }
    }

    private static ImageInfo info(Info.ById command, Pool pool) {
        try (Image image = Image.openReadOnly(pool, command.id())) {
            return InfoReader.of(image);
        }
    }

    private static Nothing setMetadata(MetadataCommand.Set command, Pool pool) {
        return ImageHeader.find(pool, command)
                .map(header -> header.setMetadata(command))
                .orElseGet(() -> change(command, pool, image -> image.setMetadata(command.pairs())));
    }
}
