package io.rbdfunctions.rbd.librbd.image;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.command.RbdCommand.Nothing;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.Rename;
import io.rbdfunctions.rbd.command.TrashCommand;
import io.rbdfunctions.rbd.command.TrashCommand.TrashedImage;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.LibrbdException;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.ffm.StructArray;
import io.rbdfunctions.rbd.librbd.rados.Pool;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists, renames and removes the images of a pool, and moves them to the trash and back. */
public final class PoolImages {
    private static final NativeFunction LIST = NativeFunction.rbd("rbd_list2");
    private static final NativeFunction FREE_LIST = NativeFunction.rbd("rbd_image_spec_list_cleanup");
    private static final NativeFunction REMOVE = NativeFunction.rbd("rbd_remove");
    private static final NativeFunction RENAME = NativeFunction.rbd("rbd_rename");
    private static final NativeFunction TRASH_MOVE = NativeFunction.rbd("rbd_trash_move");
    private static final NativeFunction TRASH_LIST = NativeFunction.rbd("rbd_trash_list");
    private static final NativeFunction FREE_TRASH_LIST = NativeFunction.rbd("rbd_trash_list_cleanup");
    private static final NativeFunction TRASH_REMOVE = NativeFunction.rbd("rbd_trash_remove");
    private static final NativeFunction TRASH_RESTORE = NativeFunction.rbd("rbd_trash_restore");

    private static final int SOURCE_USER = 0;
    private static final int SOURCE_USER_PARENT = 4;

    private PoolImages() {}

    public static List<String> names(Pool pool) {
        StructArray found = pool.memory().fill(16, "listing images failed", LIST, pool.handle());
        pool.memory().onClose(() -> FREE_LIST.call(found.address(), found.count()));
        return PoolNamespace.requiredIfEmpty(pool, found.map(image -> StructArray.text(image, 8)));
    }

    public static Nothing remove(Remove command, Pool pool) {
        long name = pool.memory().text(command.image().name().value());
        checkRemoval(REMOVE.call(pool.allowWhenFull().handle(), name), "delete error");
        return Nothing.NOTHING;
    }

    public static Nothing rename(Rename command, Pool pool) {
        long name = pool.memory().text(command.image().name().value());
        long to = pool.memory().text(command.name().value());
        Errno.check(RENAME.call(pool.handle(), name, to), "rename error");
        return Nothing.NOTHING;
    }

    public static Nothing trashMove(TrashCommand.Move command, Pool pool) {
        long name = pool.memory().text(command.image().name().value());
        long delay = secondsUntil(command.expiry());
        Errno.check(TRASH_MOVE.call(pool.handle(), name, delay), "deferred delete error");
        return Nothing.NOTHING;
    }

    /** Rounds up, so that the image is protected at least until the expiry. */
    private static long secondsUntil(@Nullable Instant expiry) {
        if (expiry == null) {
            return 0;
        }
        Duration left = Duration.between(Instant.now(), expiry);
        if (left.isNegative()) {
            throw new LibrbdException("cannot use a date in the past as an expiration date", Errno.INVALID);
        }
        return left.plusSeconds(1).minusNanos(1).toSeconds();
    }

    /** Lists the images that users moved to the trash, not those that Ceph's daemons keep there. */
    public static List<TrashedImage> trashed(Pool pool) {
        StructArray found = pool.memory().fill(40, "trash list", TRASH_LIST, pool.handle());
        pool.memory().onClose(() -> FREE_TRASH_LIST.call(found.address(), found.count()));
        List<TrashedImage> images = found.structs()
                .filter(PoolImages::isFromUser)
                .map(PoolImages::trashedImage)
                .toList();
        return PoolNamespace.requiredIfEmpty(pool, images);
    }

    private static boolean isFromUser(MemorySegment image) {
        int source = image.get(JAVA_INT, 16);
        return source == SOURCE_USER || source == SOURCE_USER_PARENT;
    }

    private static TrashedImage trashedImage(MemorySegment image) {
        return new TrashedImage(
                StructArray.text(image, 0),
                StructArray.text(image, 8),
                Instant.ofEpochSecond(image.get(JAVA_LONG, 24)),
                Instant.ofEpochSecond(image.get(JAVA_LONG, 32)));
    }

    public static Nothing trashRemove(TrashCommand.Remove command, Pool pool) {
        long id = pool.memory().text(command.id().value());
        int result = TRASH_REMOVE.call(pool.allowWhenFull().handle(), id, command.isForced() ? 1 : 0);
        if (result == -Errno.NOT_PERMITTED) {
            throw LibrbdException.withMessage("Deferment time has not expired", Errno.NOT_PERMITTED);
        }
        checkRemoval(result, "remove error");
        return Nothing.NOTHING;
    }

    /** Names the obstacle as the {@code rbd} command does, since the text of the errno does not. */
    private static void checkRemoval(int result, String context) {
        switch (-result) {
            case Errno.BUSY -> Errno.check(result, "image still has watchers, or another client removes it");
            case Errno.NOT_EMPTY -> Errno.check(result, "image has snapshots");
            default -> Errno.check(result, context);
        }
    }

    public static Nothing trashRestore(TrashCommand.Restore command, Pool pool) {
        long id = pool.memory().text(command.id().value());
        long name = pool.memory().text(command.name().value());
        Errno.check(TRASH_RESTORE.call(pool.handle(), id, name), "restore error");
        return Nothing.NOTHING;
    }
}
