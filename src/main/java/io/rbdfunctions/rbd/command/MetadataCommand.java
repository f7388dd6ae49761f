package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.MetadataKey;
import io.rbdfunctions.rbd.value.MetadataValue;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Commands on the metadata of an image. */
public sealed interface MetadataCommand {
    /**
     * Sets one or more metadata pairs. An {@code rbd} process sets a single pair.
     *
     * @param pairs at least one
     */
    record Set(Session session, ImageRef image, Map<MetadataKey, MetadataValue> pairs)
            implements MetadataCommand, RbdCommand.Changing {
        public Set {
            pairs = Map.copyOf(pairs);
            if (pairs.isEmpty()) {
                throw new IllegalArgumentException("no metadata to set");
            }
        }

        /** Splits this command into one command per pair. */
        public List<Set> onePerPair() {
            return pairs.entrySet().stream()
                    .map(pair -> new Set(session, image, Map.ofEntries(pair)))
                    .toList();
        }

        /**
         * The arguments for a single pair.
         *
         * @throws IllegalStateException if there are several pairs
         */
        @Override
        public List<String> arguments() {
            if (pairs.size() > 1) {
                throw new IllegalStateException("rbd sets one pair per process");
            }
            Map.Entry<MetadataKey, MetadataValue> pair =
                    pairs.entrySet().iterator().next();
            return Arguments.of(this)
                    .add(pair.getKey().value())
                    .add(pair.getValue().value())
                    .connect()
                    .end();
        }
    }

    /** Reads all metadata, sorted by key. */
    record ListAll(Session session, ImageRef image)
            implements MetadataCommand, RbdCommand.OnImage<Map<String, String>> {
        @Override
        public Map<String, String> read(String output) {
            Map<String, String> metadata = new TreeMap<>();
            Json.tree(output).forEachEntry((key, value) -> metadata.put(key, value.asText()));
            return metadata;
        }
    }
}
