package io.rbdfunctions.journal;

import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of the journal's objects and of their keys. Source: {@code internal/journal/voljournal.go} of ceph-csi. */
final class JournalKeys {
    static final String VOLUME_NAME = "csi.volname";
    static final String IMAGE_NAME = "csi.imagename";
    static final String IMAGE_ID = "csi.imageid";
    static final String OWNER = "csi.volume.owner";
    static final String JOURNAL_POOL = "csi.journalpool";
    static final String ENCRYPTION = "csi.volume.encryptKMS";
    static final String GROUP = "csi.groupid";

    /** The image that a snapshot was taken of. */
    static final String SOURCE = "csi.source";

    /** The beginning of the names of volumes' objects, and of the keys in the directory. */
    private static final String OBJECT_PREFIX = "csi.volume.";

    /** What a journal is about. ceph-csi keeps one for each kind, in the same form. */
    enum Kind {
        VOLUME("volume", "csi.volumes.", OBJECT_PREFIX, VOLUME_NAME, "csi-vol-"),
        SNAPSHOT("snapshot", "csi.snaps.", "csi.snap.", "csi.snapname", "csi-snap-");

        private final String noun;
        private final String directoryPrefix;
        private final String objectPrefix;
        private final String nameKey;
        private final String imagePrefix;

        Kind(String noun, String directoryPrefix, String objectPrefix, String nameKey, String imagePrefix) {
            this.noun = noun;
            this.directoryPrefix = directoryPrefix;
            this.objectPrefix = objectPrefix;
            this.nameKey = nameKey;
            this.imagePrefix = imagePrefix;
        }

        /** The object that maps names to uuids. */
        String directory(String instanceId) {
            return directoryPrefix
                    + Text.require(
                            "instance id", instanceId, INSTANCE, "use up to 128 letters, digits, '_', '.' and '-'");
        }

        /** The key of a name in the directory. */
        String directoryKey(String requestName) {
            return objectPrefix + requestName;
        }

        /** The name that has a key in the directory. */
        String requestName(String directoryKey) {
            return directoryKey.startsWith(objectPrefix) ? directoryKey.substring(objectPrefix.length()) : directoryKey;
        }

        String object(VolumeUuid uuid) {
            return objectPrefix + uuid;
        }

        /** The beginning of the names of objects. */
        String objectPrefix() {
            return objectPrefix;
        }

        /** The uuid of an object with the prefix; empty for an object of another kind, such as a group. */
        Optional<VolumeUuid> uuid(String object) {
            try {
                return Optional.of(new VolumeUuid(object.substring(objectPrefix.length())));
            } catch (InvalidValueException _) {
                return Optional.empty();
            }
        }

        /** The key that holds the name. */
        String nameKey() {
            return nameKey;
        }

        /** What the name of an image begins with if the object does not have it. */
        String imagePrefix() {
            return imagePrefix;
        }

        @Override
        public String toString() {
            return noun;
        }
    }

    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private JournalKeys() {}

    /** The key of a volume in the directory. */
    static String directoryKey(String requestName) {
        return Kind.VOLUME.directoryKey(requestName);
    }

    /**
     * The keys of the object of a new volume or snapshot.
     *
     * @param journalPool null if the directory is in the pool of the image
     */
    static Map<String, String> of(Kind kind, VolumeEntry entry, @Nullable PoolId journalPool) {
        Map<String, String> keys = new TreeMap<>();
        keys.put(kind.nameKey(), entry.requestName().value());
        keys.put(IMAGE_NAME, entry.image().value());
        if (entry.source() != null) {
            keys.put(SOURCE, entry.source().value());
        }
        if (entry.owner() != null) {
            keys.put(OWNER, entry.owner().value());
        }
        if (journalPool != null) {
            keys.put(JOURNAL_POOL, journalPool.hex());
        }
        return keys;
    }
}
