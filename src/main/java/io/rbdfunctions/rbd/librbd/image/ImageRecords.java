package io.rbdfunctions.rbd.librbd.image;

import io.rbdfunctions.rbd.command.ListLocks.LockHolder;
import io.rbdfunctions.rbd.librbd.ffm.CallArena;
import io.rbdfunctions.rbd.librbd.ffm.NativeFunction;
import io.rbdfunctions.rbd.librbd.ffm.TextBuffers;
import io.rbdfunctions.rbd.value.MetadataKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Reads the metadata and the locks of an image. */
public final class ImageRecords {
    private static final NativeFunction GET = NativeFunction.rbd("rbd_metadata_get");
    private static final NativeFunction LIST = NativeFunction.rbd("rbd_metadata_list");
    private static final NativeFunction LOCKERS = NativeFunction.rbd("rbd_list_lockers");

    private static final long NO_LIMIT = 0;

    private ImageRecords() {}

    public static String metadata(Image image, MetadataKey key) {
        try (CallArena callArena = new CallArena()) {
            long name = callArena.text(key.value());
            TextBuffers value = new TextBuffers(callArena, 1);
            value.fill(
                    "failed to get metadata " + key.value(),
                    () -> GET.call(image.handle(), name, value.at(0), value.lengthAt(0)));
            return value.text(0);
        }
    }

    public static Map<String, String> allMetadata(Image image) {
        try (CallArena callArena = new CallArena()) {
            long start = callArena.text("");
            TextBuffers pairs = new TextBuffers(callArena, 2);
            pairs.fill(
                    "failed to list metadata",
                    () -> LIST.call(
                            image.handle(),
                            start,
                            NO_LIMIT,
                            pairs.at(0),
                            pairs.lengthAt(0),
                            pairs.at(1),
                            pairs.lengthAt(1)));
            return zip(pairs.texts(0), pairs.texts(1));
        }
    }

    private static Map<String, String> zip(List<String> keys, List<String> values) {
        Map<String, String> metadata = new TreeMap<>();
        IntStream.range(0, keys.size()).forEach(index -> metadata.put(keys.get(index), values.get(index)));
        return metadata;
    }

    public static List<LockHolder> locks(Image image) {
        try (CallArena callArena = new CallArena()) {
            long isExclusive = callArena.cell().address();
            // The tag of shared locks, the clients, the lock ids, the addresses of the clients.
            TextBuffers texts = new TextBuffers(callArena, 4);
            int found = texts.fill(
                    "listing locks failed",
                    () -> LOCKERS.call(
                            image.handle(),
                            isExclusive,
                            texts.at(0),
                            texts.lengthAt(0),
                            texts.at(1),
                            texts.lengthAt(1),
                            texts.at(2),
                            texts.lengthAt(2),
                            texts.at(3),
                            texts.lengthAt(3)));
            return locks(found, texts.texts(1), texts.texts(2), texts.texts(3));
        }
    }

    private static List<LockHolder> locks(int found, List<String> clients, List<String> ids, List<String> addresses) {
        return IntStream.range(0, found)
                .mapToObj(index -> new LockHolder(ids.get(index), clients.get(index), addresses.get(index)))
                .toList();
    }
}
