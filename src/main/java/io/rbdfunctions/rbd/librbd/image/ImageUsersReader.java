package io.rbdfunctions.rbd.librbd.image;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.command.Snapshot;
import io.rbdfunctions.rbd.command.Watcher;
import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.ffm.StructArray;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Lists who and what needs an image: watchers, snapshots and clones. */
public final class ImageUsersReader {
    /** Of an image spec: the pool's name is at 8, the image's at 32, whether it is in the trash at 40. */
    static final long LINKED_IMAGE_SIZE = 48;

    private static final NativeFunction WATCHERS = NativeFunction.rbd("rbd_watchers_list");
    private static final NativeFunction FREE_WATCHERS = NativeFunction.rbd("rbd_watchers_list_cleanup");
    private static final NativeFunction SNAPSHOTS = NativeFunction.rbd("rbd_snap_list");
    private static final NativeFunction FREE_SNAPSHOTS = NativeFunction.rbd("rbd_snap_list_end");
    private static final NativeFunction SNAPSHOT_KIND = NativeFunction.rbd("rbd_snap_get_namespace_type");
    private static final NativeFunction IS_PROTECTED = NativeFunction.rbd("rbd_snap_is_protected");
    private static final NativeFunction CHILDREN = NativeFunction.rbd("rbd_list_children3");
    private static final NativeFunction FREE_CHILDREN = NativeFunction.rbd("rbd_linked_image_spec_list_cleanup");

    private static final int MADE_BY_USERS = 0;

    private ImageUsersReader() {}

    public static List<Watcher> watchers(Image image) {
        try (CallArena callArena = new CallArena()) {
            StructArray found = callArena.fill(
                    24, "listing watchers failed", (array, count) -> WATCHERS.call(image.handle(), array, count));
            try {
                return found.map(watcher -> new Watcher(StructArray.text(watcher, 0)));
            } finally {
                FREE_WATCHERS.call(found.address(), found.count());
            }
        }
    }

    /** With those that only clones keep. */
    static long countSnapshots(Image image) {
        try (CallArena callArena = new CallArena()) {
            StructArray found = allSnapshots(image, callArena);
            FREE_SNAPSHOTS.call(found.address());
            return found.count();
        }
    }

    /** The function ends its array by a null. */
    private static StructArray allSnapshots(Image image, CallArena callArena) {
        return callArena
                .fill(24, "failed to list snapshots", (array, count) -> SNAPSHOTS.call(image.handle(), array, count))
                .endedByNullAt(16);
    }

    /** Those that people have made, from the oldest to the newest. */
    public static List<Snapshot> snapshots(Image image) {
        try (CallArena callArena = new CallArena()) {
            StructArray found = allSnapshots(image, callArena);
            try {
                return found.map(Snapped::new).stream()
                        .filter(snapshot -> snapshot.isMadeByUsers(image, callArena))
                        .map(snapshot -> snapshot.read(image, callArena))
                        .toList();
            } finally {
                FREE_SNAPSHOTS.call(found.address());
            }
        }
    }

    /** A struct with the snapshot's id, its size and the address of its name. */
    private record Snapped(MemorySegment struct) {
        boolean isMadeByUsers(Image image, CallArena callArena) {
            MemorySegment kind = callArena.cell();
            long id = struct.get(JAVA_LONG, 0);
            Errno.check(SNAPSHOT_KIND.call(image.handle(), id, kind.address()), "failed to list snapshots");
            return kind.get(JAVA_INT, 0) == MADE_BY_USERS;
        }

        Snapshot read(Image image, CallArena callArena) {
            MemorySegment answer = callArena.cell();
            long name = struct.get(JAVA_LONG, 16);
            Errno.check(IS_PROTECTED.call(image.handle(), name, answer.address()), "failed to list snapshots");
            return new Snapshot(
                    StructArray.textAt(name), Image.atMost(struct.get(JAVA_LONG, 8)), answer.get(JAVA_INT, 0) != 0);
        }
    }

    /** As {@code pool/image}; those in the trash are left out, as the rbd command does. */
    public static List<String> children(Image image) {
        try (CallArena callArena = new CallArena()) {
            StructArray found = callArena.fill(
                    LINKED_IMAGE_SIZE,
                    "listing children failed",
                    (array, count) -> CHILDREN.call(image.handle(), array, count));
            try {
                return found.map(child -> child).stream()
                        .filter(child -> child.get(JAVA_BYTE, 40) == 0)
                        .map(child -> StructArray.text(child, 8) + "/" + StructArray.text(child, 32))
                        .toList();
            } finally {
                FREE_CHILDREN.call(found.address(), found.count());
            }
        }
    }
}
