package io.rbdfunctions.journal;

import io.rbdfunctions.journal.JournalKeys.Kind;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The keys of the object of a volume or a snapshot as they were read. All methods throw {@link JournalException} if a value is invalid. */
record StoredKeys(Kind kind, ObjectRef object, Map<String, String> keys) {
    ObjectName requestName() {
        return read(kind.nameKey(), ObjectName::new).orElseThrow(() -> invalid("no name of the " + kind));
    }

    /** Like ceph-csi, assumes {@code csi-vol-<uuid>} if the object does not name the image. */
    ImageName image(VolumeUuid uuid) {
        return read(JournalKeys.IMAGE_NAME, ImageName::new).orElseGet(() -> new ImageName(kind.imagePrefix() + uuid));
    }

    Optional<ImageId> imageId() {
        return read(JournalKeys.IMAGE_ID, ImageId::new);
    }

    Optional<ImageName> source() {
        return read(JournalKeys.SOURCE, ImageName::new);
    }

    Optional<PoolId> journalPool() {
        return read(JournalKeys.JOURNAL_POOL, PoolId::parse);
    }

    boolean has(String key) {
        return !keys.getOrDefault(key, "").isEmpty();
    }

    private <T> Optional<T> read(String key, Function<String, T> parse) {
        try {
            return has(key) ? Optional.of(parse.apply(keys.get(key))) : Optional.empty();
        } catch (InvalidValueException invalid) {
            throw invalid("an " + invalid.getMessage());
        }
    }

    private JournalException invalid(String what) {
        return new JournalException("the journal object %s has %s".formatted(object, what));
    }
}
