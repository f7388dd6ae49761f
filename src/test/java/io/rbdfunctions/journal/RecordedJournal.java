package io.rbdfunctions.journal;

import static java.util.Objects.requireNonNull;

import io.rbdfunctions.support.ceph.Omaps;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The journal of a real ceph-csi: objects, keys and values. */
public record RecordedJournal(Map<String, Map<String, String>> objects) {
    /** Reads the section {@code omaps} of a recording, without the directory of snapshots. */
    public static RecordedJournal read(String recording) {
        RecordedJournal all = readAll(recording);
        all.objects().remove("csi.snaps.default");
        return all;
    }

    /** Reads the section {@code omaps} of a recording. */
    public static RecordedJournal readAll(String recording) {
        Map<String, Map<String, String>> objects = new TreeMap<>();
        String object = "";
        for (String line : text("/journal/" + recording + ".rados.txt")
                .replaceFirst("(?s)\n## images.*", "")
                .lines()
                .toList()) {
            if (line.startsWith("object ")) {
                object = line.substring("object ".length());
                objects.put(object, new TreeMap<>());
            } else if (line.startsWith("  ")) {
                String[] pair = line.strip().split(" = ", 2);
                requireNonNull(objects.get(object)).put(pair[0], pair[1]);
            }
        }
        return new RecordedJournal(objects);
    }

    /** Writes it into a pool. */
    public void load(Omaps pool) {
        objects.forEach((object, keys) -> {
            pool.create(object);
            keys.forEach((key, value) -> pool.set(object, key, value));
        });
    }

    private static String text(String resource) {
        try (InputStream file = requireNonNull(RecordedJournal.class.getResourceAsStream(resource), resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(resource, unreadable);
        }
    }
}
