package io.rbdfunctions.rbd.librbd;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.command.Nothing;
import io.rbdfunctions.rbd.command.Remove;
import io.rbdfunctions.rbd.command.TrashMove;
import io.rbdfunctions.rbd.command.TrashRemove;
import io.rbdfunctions.rbd.command.TrashRestore;
import io.rbdfunctions.rbd.command.TrashedImage;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists a pool's images, removes them, and moves them to its trash and back. */
final class PoolImages {
    private static final NativeFunction LIST = NativeFunction.rbd("rbd_list2");
    private static final NativeFunction FREE_LIST = NativeFunction.rbd("rbd_image_spec_list_cleanup");
    private static final NativeFunction REMOVE = NativeFunction.rbd("rbd_remove");
    private static final NativeFunction TRASH_MOVE = NativeFunction.rbd("rbd_trash_move");
    private static final NativeFunction TRASH_LIST = NativeFunction.rbd("rbd_trash_list");
    private static final NativeFunction FREE_TRASH_LIST = NativeFunction.rbd("rbd_trash_list_cleanup");
    private static final NativeFunction TRASH_REMOVE = NativeFunction.rbd("rbd_trash_remove");
    private static final NativeFunction TRASH_RESTORE = NativeFunction.rbd("rbd_trash_restore");

    private static final int MOVED_BY_USERS = 0;
    private static final int PARENT_MOVED_BY_USERS = 4;

    private PoolImages() {}

    static List<String> names(Pool pool) {
        try (Scratch scratch = new Scratch()) {
            Structs found =
                    scratch.fill(16, "listing images failed", (array, count) -> LIST.call(pool.handle(), array, count));
            try {
                return found.map(image -> Structs.text(image, 8));
            } finally {
                FREE_LIST.call(found.address(), found.count());
            }
        }
    }

    static Nothing remove(Remove command, Pool pool) {
        try (Scratch scratch = new Scratch()) {
            long name = scratch.text(command.image().name().value());
            checkRemoval(REMOVE.call(pool.despiteBeingFull().handle(), name), "delete error");
            return Nothing.NOTHING;
        }
    }

    static Nothing trashMove(TrashMove command, Pool pool) {
        try (Scratch scratch = new Scratch()) {
            long name = scratch.text(command.image().name().value());
            long delay = secondsUntil(command.expiry());
            Errno.check(TRASH_MOVE.call(pool.handle(), name, delay), "deferred delete error");
            return Nothing.NOTHING;
        }
    }

    /** Rounded up: it is protected for so long at least. */
    private static long secondsUntil(@Nullable Instant expiry) {
        if (expiry == null) {
            return 0;
        }
        Duration left = Duration.between(Instant.now(), expiry);
        if (left.isNegative()) {
            throw new CallFailedException("cannot use a date in the past as an expiration date", Errno.INVALID);
        }
        return left.plusSeconds(1).minusNanos(1).toSeconds();
    }

    /** What people moved there; what other parts of Ceph keep there is theirs. */
    static List<TrashedImage> trashed(Pool pool) {
        try (Scratch scratch = new Scratch()) {
            Structs found =
                    scratch.fill(40, "trash list", (array, count) -> TRASH_LIST.call(pool.handle(), array, count));
            try {
                return found.map(image -> image).stream()
                        .filter(PoolImages::isMovedByUsers)
                        .map(PoolImages::trashedImage)
                        .toList();
            } finally {
                FREE_TRASH_LIST.call(found.address(), found.count());
            }
        }
    }

    private static boolean isMovedByUsers(MemorySegment image) {
        int source = image.get(JAVA_INT, 16);
        return source == MOVED_BY_USERS || source == PARENT_MOVED_BY_USERS;
    }

    private static TrashedImage trashedImage(MemorySegment image) {
        return new TrashedImage(
                Structs.text(image, 0),
                Structs.text(image, 8),
                Instant.ofEpochSecond(image.get(JAVA_LONG, 24)),
                Instant.ofEpochSecond(image.get(JAVA_LONG, 32)));
    }

    static Nothing trashRemove(TrashRemove command, Pool pool) {
        try (Scratch scratch = new Scratch()) {
            long id = scratch.text(command.id().value());
            int result = TRASH_REMOVE.call(pool.despiteBeingFull().handle(), id, command.isForced() ? 1 : 0);
            if (result == -Errno.NOT_PERMITTED) {
                throw CallFailedException.saying("Deferment time has not expired", Errno.NOT_PERMITTED);
            }
            checkRemoval(result, "remove error");
            return Nothing.NOTHING;
        }
    }

    /** What stands in the way is not in the number's own words; the rbd command tells it, too. */
    private static void checkRemoval(int result, String what) {
        switch (-result) {
            case Errno.BUSY -> Errno.check(result, "image still has watchers, or another client removes it");
            case Errno.NOT_EMPTY -> Errno.check(result, "image has snapshots");
            default -> Errno.check(result, what);
        }
    }

    static Nothing trashRestore(TrashRestore command, Pool pool) {
        try (Scratch scratch = new Scratch()) {
            long id = scratch.text(command.id().value());
            long name = scratch.text(command.name().value());
            Errno.check(TRASH_RESTORE.call(pool.handle(), id, name), "restore error");
            return Nothing.NOTHING;
        }
    }
}
