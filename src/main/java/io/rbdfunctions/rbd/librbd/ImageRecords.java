package io.rbdfunctions.rbd.librbd;

import io.rbdfunctions.rbd.command.LockHolder;
import io.rbdfunctions.rbd.command.MetadataKey;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Reads what people and clients have written on an image: its metadata and its locks. */
final class ImageRecords {
    private static final NativeFunction GET = NativeFunction.rbd("rbd_metadata_get");
    private static final NativeFunction LIST = NativeFunction.rbd("rbd_metadata_list");
    private static final NativeFunction LOCKERS = NativeFunction.rbd("rbd_list_lockers");

    private static final long NO_LIMIT = 0;

    private ImageRecords() {}

    static String metadata(Image image, MetadataKey key) {
        try (Scratch scratch = new Scratch()) {
            long name = scratch.text(key.value());
            TextBuffers value = new TextBuffers(scratch, 1);
            value.fill(
                    "failed to get metadata " + key.value(),
                    () -> GET.call(image.handle(), name, value.at(0), value.lengthAt(0)));
            return value.text(0);
        }
    }

    static Map<String, String> allMetadata(Image image) {
        try (Scratch scratch = new Scratch()) {
            long start = scratch.text("");
            TextBuffers pairs = new TextBuffers(scratch, 2);
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

    static List<LockHolder> locks(Image image) {
        try (Scratch scratch = new Scratch()) {
            long isExclusive = scratch.cell().address();
            // The tag that shared locks have in common, the clients, the locks' own names, the clients' addresses.
            TextBuffers texts = new TextBuffers(scratch, 4);
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
