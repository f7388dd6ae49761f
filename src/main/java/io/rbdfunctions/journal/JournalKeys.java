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

    /** The beginning of the names of volumes' objects, and of the keys in the directory. */
    static final String OBJECT_PREFIX = "csi.volume.";

    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private JournalKeys() {}

    /** The object that maps names of volumes to uuids. */
    static String directory(String instanceId) {
        return "csi.volumes."
                + Text.require("instance id", instanceId, INSTANCE, "use up to 128 letters, digits, '_', '.' and '-'");
    }

    /** The key of a volume in the directory. */
    static String directoryKey(String requestName) {
        return OBJECT_PREFIX + requestName;
    }

    /** The name of the volume that has a key in the directory. */
    static String requestName(String directoryKey) {
        return directoryKey.startsWith(OBJECT_PREFIX) ? directoryKey.substring(OBJECT_PREFIX.length()) : directoryKey;
    }

    /** The object of a volume. */
    static String object(VolumeUuid uuid) {
        return OBJECT_PREFIX + uuid;
    }

    /** The volume of an object with the prefix; empty for an object of another kind, such as a group. */
    static Optional<VolumeUuid> uuid(String object) {
        try {
            return Optional.of(new VolumeUuid(object.substring(OBJECT_PREFIX.length())));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    /**
     * The keys of the object of a new volume.
     *
     * @param journalPool null if the directory is in the pool of the image
     */
    static Map<String, String> of(VolumeEntry entry, @Nullable PoolId journalPool) {
        Map<String, String> keys = new TreeMap<>();
        keys.put(VOLUME_NAME, entry.requestName().value());
        keys.put(IMAGE_NAME, entry.image().value());
        if (entry.owner() != null) {
            keys.put(OWNER, entry.owner().value());
        }
        if (journalPool != null) {
            keys.put(JOURNAL_POOL, journalPool.hex());
        }
        return keys;
    }
}
