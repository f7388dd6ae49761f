package io.rbdfunctions.rbd.librbd.image;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.rbdfunctions.rbd.command.LinkedImage;
import io.rbdfunctions.rbd.command.ListCommand.LockHolder;
import io.rbdfunctions.rbd.command.ListCommand.Snapshot;
import io.rbdfunctions.rbd.librbd.ffm.Errno;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.ffm.StructArray;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Lists the watchers, snapshots, clones, locks and metadata of an image. */
public final class ImageLists {
    /**
     * Size of {@code rbd_linked_image_spec_t}: pool name at 8, namespace at 16, image id at 24, image name at 32, whether it is in the
     * trash at 40.
     */
    static final long LINKED_IMAGE_SIZE = 48;

    private static final NativeFunction WATCHERS = NativeFunction.rbd("rbd_watchers_list");
    private static final NativeFunction FREE_WATCHERS = NativeFunction.rbd("rbd_watchers_list_cleanup");
    private static final NativeFunction SNAPSHOTS = NativeFunction.rbd("rbd_snap_list");
    private static final NativeFunction FREE_SNAPSHOTS = NativeFunction.rbd("rbd_snap_list_end");
    private static final NativeFunction IS_PROTECTED = NativeFunction.rbd("rbd_snap_is_protected");
    private static final NativeFunction CHILDREN = NativeFunction.rbd("rbd_list_children3");
    private static final NativeFunction FREE_CHILDREN = NativeFunction.rbd("rbd_linked_image_spec_list_cleanup");

    private static final NativeFunction LOCKERS = NativeFunction.rbd("rbd_list_lockers");
    private static final NativeFunction METADATA = NativeFunction.rbd("rbd_metadata_list");

    private static final long NO_LIMIT = 0;

    private ImageLists() {}

    /** Lists the addresses of the watchers. */
    public static List<String> watchers(Image image) {
        StructArray found = image.memory().fill(24, "listing watchers failed", WATCHERS, image.handle());
        image.memory().onClose(() -> FREE_WATCHERS.call(found.address(), found.count()));
        return found.map(watcher -> StructArray.text(watcher, 0));
    }

    /** Includes snapshots in the trash namespace, which only clones still need. */
    static long countSnapshots(Image image) {
        return allSnapshots(image).count();
    }

    /** Returns an array of {@code rbd_snap_info_t}: id, size, address of the name. */
    static StructArray allSnapshots(Image image) {
        StructArray found = image.memory().fill(24, "failed to list snapshots", SNAPSHOTS, image.handle());
        image.memory().onClose(() -> FREE_SNAPSHOTS.call(found.address()));
        return found.endedByNullAt(16);
    }

    /** Lists the snapshots in the user namespace, oldest first. */
    public static List<Snapshot> snapshots(Image image) {
        return allSnapshots(image)
                .structs()
                .filter(snapshot -> Snapshots.isUsers(image, snapshot))
                .map(snapshot -> read(image, snapshot))
                .toList();
    }

    private static Snapshot read(Image image, MemorySegment snapshot) {
        MemorySegment answer = image.memory().cell();
        long name = snapshot.get(JAVA_LONG, 16);
        Errno.check(IS_PROTECTED.call(image.handle(), name, answer.address()), "failed to list snapshots");
        return new Snapshot(
                StructArray.textAt(name), Image.clamp(snapshot.get(JAVA_LONG, 8)), answer.get(JAVA_INT, 0) != 0);
    }

    /** Lists the clones of the snapshot that the image was opened at, or of all snapshots. */
    public static List<LinkedImage> children(Image image) {
        StructArray found = image.memory().fill(LINKED_IMAGE_SIZE, "listing children failed", CHILDREN, image.handle());
        image.memory().onClose(() -> FREE_CHILDREN.call(found.address(), found.count()));
        return found.map(ImageLists::linked);
    }

    /** The image in an {@code rbd_linked_image_spec_t}. */
    static LinkedImage linked(MemorySegment image) {
        return new LinkedImage(
                StructArray.text(image, 8),
                StructArray.text(image, 16),
                StructArray.text(image, 32),
                StructArray.text(image, 24),
                image.get(JAVA_BYTE, 40) != 0);
    }

    /** Sorted by key. */
    public static Map<String, String> metadata(Image image) {
        long start = image.memory().text("");
        List<List<String>> found =
                image.memory().fillTexts(2, "failed to list metadata", METADATA, image.handle(), start, NO_LIMIT);
        List<String> keys = found.get(0);
        List<String> values = found.get(1);
        Map<String, String> metadata = new TreeMap<>();
        IntStream.range(0, keys.size()).forEach(index -> metadata.put(keys.get(index), values.get(index)));
        return metadata;
    }

    public static List<LockHolder> locks(Image image) {
        long isExclusive = image.memory().cell().address();
        // The tag of shared locks, the clients, the lock ids, the addresses of the clients.
        List<List<String>> found =
                image.memory().fillTexts(4, "listing locks failed", LOCKERS, image.handle(), isExclusive);
        List<String> clients = found.get(1);
        List<String> ids = found.get(2);
        List<String> addresses = found.get(3);
        return IntStream.range(0, ids.size())
                .mapToObj(index -> new LockHolder(ids.get(index), clients.get(index), addresses.get(index)))
                .toList();
    }
}
