package io.rbdfunctions.rbd.command;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

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
            return RbdCommandBuilder.of(this, session)
                    .add(pair.getKey().value())
                    .add(pair.getValue().value())
                    .connect()
                    .build();
        }
    }

    /** Removes a pair of metadata; fails if there is none. Equivalent to {@code rbd image-meta remove IMAGE KEY}. */
    record Unset(ImageRef image, MetadataKey key) implements MetadataCommand, RbdCommand.WithoutAnswer {
        @Override
        public List<String> arguments(Session session) {
            return RbdCommandBuilder.of(this, session)
                    .add(key.value())
                    .connect()
                    .build();
        }
    }

    /** Reads all metadata, sorted by key. Equivalent to {@code rbd image-meta ls IMAGE --format json}. */
    record ListAll(ImageRef image) implements MetadataCommand, RbdCommand.OnImage<Map<String, String>> {
        @Override
        public Map<String, String> read(String output) {
            Map<String, String> metadata = new TreeMap<>();
            Json.tree(output).forEachEntry((key, value) -> metadata.put(key, value.asText()));
            return metadata;
        }
    }

    /**
     * The key of image metadata: 1 to 253 of {@code A-Z a-z 0-9 . _ / -}, beginning with a letter, a digit or a dot. Ceph
     * does not copy keys that begin with {@code .rbd} to clones.
     */
    record MetadataKey(String value) {
        private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9.][A-Za-z0-9._/-]{0,252}");

        public MetadataKey {
            if (!SAFE.matcher(value).matches()) {
                throw new InvalidValueException("invalid image metadata key");
            }
        }
    }

    /** The value of image metadata: 1 to 1024 printable ASCII characters without a leading dash, which starts an option. */
    record MetadataValue(String value) {
        private static final Pattern SAFE = Pattern.compile("(?!-)[ -~]{1,1024}");

        public MetadataValue {
            if (!SAFE.matcher(value).matches()) {
                throw new InvalidValueException(
                        "invalid image metadata: use up to 1024 printable characters, the first one no dash");
            }
        }
    }
}
