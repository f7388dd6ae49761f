package io.rbdfunctions.rbd.librbd.image;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.command.MetadataCommand.MetadataKey;
import io.rbdfunctions.rbd.command.MetadataCommand.MetadataValue;
import io.rbdfunctions.rbd.command.RbdCommand.Nothing;
import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.Library;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.rados.Pool;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.SnapshotRef.SnapshotName;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An open image. */
public final class Image implements AutoCloseable {
    private static final NativeFunction OPEN = NativeFunction.rbd("rbd_open");
    private static final NativeFunction OPEN_READ_ONLY = NativeFunction.rbd("rbd_open_read_only");
    private static final NativeFunction OPEN_BY_ID_READ_ONLY = NativeFunction.rbd("rbd_open_by_id_read_only");
    private static final NativeFunction FLATTEN = NativeFunction.rbd("rbd_flatten");
    private static final NativeFunction CLOSE = NativeFunction.rbd("rbd_close");
    private static final NativeFunction GET_SIZE = NativeFunction.rbd("rbd_get_size");
    private static final NativeFunction RESIZE = NativeFunction.rbd("rbd_resize2");
    private static final NativeFunction SET_METADATA = NativeFunction.rbd("rbd_metadata_set");
    private static final NativeFunction REMOVE_METADATA = NativeFunction.rbd("rbd_metadata_remove");

    private static final long NO_SNAPSHOT = 0;
    private static final long NO_SHRINKING = 0;

    private final Pool pool;
    private final long handle;
    private final CallArena memory = new CallArena();

    private Image(Pool pool, long handle) {
        this.pool = pool;
        this.handle = handle;
    }

    /** Opens the image for changes. It is watched until it is closed, so other clients cannot remove it. */
    public static Image open(Pool pool, String name) {
        return open(OPEN, pool, name, null, "error opening image " + name);
    }

    /** Opens the image without a watch. */
    public static Image openReadOnly(Pool pool, String name) {
        return openReadOnly(pool, name, null);
    }

    /** As the other method, at a snapshot; null for none. */
    public static Image openReadOnly(Pool pool, String name, @Nullable SnapshotName snapshot) {
        return open(OPEN_READ_ONLY, pool, name, snapshot, "error opening image " + name);
    }

    /** Opens an image without a watch that may have any name or be in the trash. */
    public static Image openReadOnly(Pool pool, ImageId id) {
        return open(OPEN_BY_ID_READ_ONLY, pool, id.value(), null, "error opening image with id " + id);
    }

    private static Image open(
            NativeFunction open, Pool pool, String name, @Nullable SnapshotName snapshot, String context) {
        try (CallArena callArena = new CallArena()) {
            MemorySegment opened = callArena.cell();
            long at = snapshot == null ? NO_SNAPSHOT : callArena.text(snapshot.value());
            Errno.check(open.call(pool.handle(), callArena.text(name), opened.address(), at), context);
            return new Image(pool, opened.get(JAVA_LONG, 0));
        }
    }

    Pool pool() {
        return pool;
    }

    long handle() {
        return handle;
    }

    /** Memory for calls of the thread that has opened the image; freed when it is closed. */
    CallArena memory() {
        return memory;
    }

    /** The size in bytes; {@link Long#MAX_VALUE} if it does not fit a long. */
    public long size() {
        return number(GET_SIZE, "size");
    }

    /** Calls a function that returns one number of the image. */
    long number(NativeFunction function, String what) {
        MemorySegment number = memory.cell();
        Errno.check(function.call(handle, number.address()), what);
        return clamp(number.get(JAVA_LONG, 0));
    }

    /** Converts an unsigned number; returns {@link Long#MAX_VALUE} if it does not fit a long. */
    static long clamp(long unsigned) {
        return unsigned < 0 ? Long.MAX_VALUE : unsigned;
    }

    /** Grows the image. librbd itself rejects a smaller size, so no race can shrink the image. */
    public Nothing resize(Capacity size) {
        long callback = Library.noProgress().address();
        Errno.check(RESIZE.call(handle, size.bytes(), NO_SHRINKING, callback, 0), "resize error");
        return Nothing.NOTHING;
    }

    /** Grows the image if it is smaller. Returns its size before, in bytes. */
    public long grow(Capacity size) {
        long before = size();
        if (before < size.bytes()) {
            resize(size);
        }
        return before;
    }

    /** Copies all data of the parent. Succeeds without a change if the image has none. */
    public Nothing flatten() {
        if (InfoReader.hasParent(this)) {
            Errno.check(FLATTEN.call(handle), "flatten error");
        }
        return Nothing.NOTHING;
    }

    public Nothing setMetadata(Map<MetadataKey, MetadataValue> pairs) {
        pairs.forEach((key, value) -> Errno.check(
                SET_METADATA.call(handle, memory.text(key.value()), memory.text(value.value())),
                "setting metadata failed"));
        return Nothing.NOTHING;
    }

    /** Fails if the image has no such metadata. */
    public Nothing removeMetadata(MetadataKey key) {
        Errno.check(REMOVE_METADATA.call(handle, memory.text(key.value())), "removing metadata failed");
        return Nothing.NOTHING;
    }

    @Override
    public void close() {
        memory.close();
        CLOSE.call(handle);
    }
}
