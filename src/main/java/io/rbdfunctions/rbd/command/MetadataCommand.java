package io.rbdfunctions.rbd.command;

import io.rbdfunctions.concurrent.Parallel;
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
     * Sets one or more metadata pairs. Equivalent to {@code rbd image-meta set IMAGE KEY VALUE} for each pair.
     *
     * @param pairs at least one
     */
    record Set(ImageRef image, Map<MetadataKey, MetadataValue> pairs)
            implements MetadataCommand, RbdCommand.WithoutAnswer {
        public Set {
            pairs = Map.copyOf(pairs);
            if (pairs.isEmpty()) {
                throw new IllegalArgumentException("no metadata to set");
            }
        }

        /** Sets all pairs at once. */
        @Override
        public Nothing inSteps(Session session, StepRunner runner) {
            Parallel.runAll(pairs.entrySet().stream()
                    .<Runnable>map(pair -> () -> runner.run(session, new Set(image, Map.ofEntries(pair))))
                    .toList());
            return Nothing.NOTHING;
        }

        /**
         * The arguments for a single pair.
         *
         * @throws IllegalStateException if there are several pairs
         */
        @Override
        public List<String> arguments(Session session) {
            if (pairs.size() > 1) {
                throw new IllegalStateException("rbd sets one pair per process");
            }
            Map.Entry<MetadataKey, MetadataValue> pair =
                    pairs.entrySet().iterator().next();
            return Arguments.of(this, session)
                    .add(pair.getKey().value())
                    .add(pair.getValue().value())
                    .connect()
                    .end();
        }
    }

    /** Reads all metadata, sorted by key. Equivalent to {@code rbd image-meta ls IMAGE --format json}. */
    record ListAll(ImageRef image)
            implements MetadataCommand, RbdCommand.OnImage<Map<String, String>> {
        @Override
        public Map<String, String> read(String output) {
            Map<String, String> metadata = new TreeMap<>();
            Json.tree(output).forEachEntry((key, value) -> metadata.put(key, value.asText()));
            return metadata;
        }
    }
}
