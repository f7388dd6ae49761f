package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.rbd.command.ListCommand.LockHolder;
import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.ffm.TextBuffers;
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
        try (CallArena callArena = new CallArena()) {
            long start = callArena.text("");
            TextBuffers pairs = new TextBuffers(callArena, 2);
            pairs.fill("failed to list metadata", LIST, image.handle(), start, NO_LIMIT);
            List<String> keys = pairs.texts(0);
            List<String> values = pairs.texts(1);
            Map<String, String> metadata = new TreeMap<>();
            IntStream.range(0, keys.size()).forEach(index -> metadata.put(keys.get(index), values.get(index)));
            return metadata;
        }
    }

    public static List<LockHolder> locks(Image image) {
        try (CallArena callArena = new CallArena()) {
            long isExclusive = callArena.cell().address();
            // The tag of shared locks, the clients, the lock ids, the addresses of the clients.
            TextBuffers texts = new TextBuffers(callArena, 4);
            int found = texts.fill("listing locks failed", LOCKERS, image.handle(), isExclusive);
            List<String> clients = texts.texts(1);
            List<String> ids = texts.texts(2);
            List<String> addresses = texts.texts(3);
            return IntStream.range(0, found)
                    .mapToObj(index -> new LockHolder(ids.get(index), clients.get(index), addresses.get(index)))
                    .toList();
        }
    }
}
