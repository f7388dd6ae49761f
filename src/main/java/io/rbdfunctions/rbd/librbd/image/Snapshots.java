package io.rbdfunctions.rbd.librbd.image;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.command.RbdCommand.Nothing;
import io.rbdfunctions.rbd.command.SnapshotCommand.ListedSnapshot;
import io.rbdfunctions.rbd.command.SnapshotCommand.SnapshotNamespace;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.ffm.StructArray;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes, removes and lists snapshots of an image. */
public final class Snapshots {
    private static final NativeFunction CREATE = NativeFunction.rbd("rbd_snap_create");
    private static final NativeFunction REMOVE = NativeFunction.rbd("rbd_snap_remove");
    private static final NativeFunction NAMESPACE = NativeFunction.rbd("rbd_snap_get_namespace_type");
    private static final NativeFunction ORIGINAL_NAME = NativeFunction.rbd("rbd_snap_get_trash_namespace");
    private static final NativeFunction TIME = NativeFunction.rbd("rbd_snap_get_timestamp");

    private static final String CONTEXT = "failed to list snapshots";
    private static final int USER = 0;
    private static final int TRASH = 2;
    private static final long LONGEST_NAME = 4096;

    private Snapshots() {}

    public static Nothing create(Image image, SnapshotRef snapshot) {
        long name = image.memory().text(snapshot.name().value());
        Errno.check(CREATE.call(image.handle(), name), "failed to create snapshot");
        return Nothing.NOTHING;
    }

    public static Nothing remove(Image image, SnapshotRef snapshot) {
        long name = image.memory().text(snapshot.name().value());
        Errno.check(REMOVE.call(image.handle(), name), "failed to remove snapshot");
        return Nothing.NOTHING;
    }

    /** Lists the snapshots in all namespaces, oldest first. */
    public static List<ListedSnapshot> all(Image image) {
        return ImageLists.allSnapshots(image).map(snapshot -> read(image, snapshot));
    }

    private static ListedSnapshot read(Image image, MemorySegment snapshot) {
        long id = snapshot.get(JAVA_LONG, 0);
        int namespace = namespace(image, id);
        return new ListedSnapshot(
                id,
                StructArray.text(snapshot, 16),
                Image.clamp(snapshot.get(JAVA_LONG, 8)),
                createdAt(image, id),
                switch (namespace) {
                    case USER -> SnapshotNamespace.USER;
                    case TRASH -> SnapshotNamespace.TRASH;
                    default -> SnapshotNamespace.OTHER;
                },
                namespace == TRASH ? originalName(image, id) : null);
    }

    static boolean isUsers(Image image, MemorySegment snapshot) {
        return namespace(image, snapshot.get(JAVA_LONG, 0)) == USER;
    }

    private static int namespace(Image image, long id) {
        MemorySegment namespace = image.memory().cell();
        Errno.check(NAMESPACE.call(image.handle(), id, namespace.address()), CONTEXT);
        return namespace.get(JAVA_INT, 0);
    }

    private static Instant createdAt(Image image, long id) {
        MemorySegment time = image.memory().bytes(2 * Long.BYTES);
        Errno.check(TIME.call(image.handle(), id, time.address()), CONTEXT);
        return Instant.ofEpochSecond(time.get(JAVA_LONG, 0));
    }

    private static @Nullable String originalName(Image image, long id) {
        MemorySegment name = image.memory().bytes(LONGEST_NAME);
        Errno.check(ORIGINAL_NAME.call(image.handle(), id, name.address(), LONGEST_NAME), CONTEXT);
        return name.getString(0);
    }
}
