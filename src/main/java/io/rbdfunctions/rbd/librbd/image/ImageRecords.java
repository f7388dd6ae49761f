package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.rbd.command.ListCommand.LockHolder;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Reads the metadata and the locks of an image. */
public final class ImageRecords {
    private static final NativeFunction LIST = NativeFunction.rbd("rbd_metadata_list");
    private static final NativeFunction LOCKERS = NativeFunction.rbd("rbd_list_lockers");

    private static final long NO_LIMIT = 0;

    private ImageRecords() {}

    public static Map<String, String> allMetadata(Image image) {
        long start = image.memory().text("");
        List<List<String>> found =
                image.memory().fillTexts(2, "failed to list metadata", LIST, image.handle(), start, NO_LIMIT);
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
