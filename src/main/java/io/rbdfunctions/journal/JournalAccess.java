package io.rbdfunctions.journal;

import io.rbdfunctions.journal.DirectoryEntry.Target;
import io.rbdfunctions.journal.JournalKeys.Kind;
import io.rbdfunctions.rbd.RadosObjects;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.object.ObjectOperation;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolIdOf;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadImageId;
import io.rbdfunctions.rbd.object.ObjectOperation.ReadKeys;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects of a journal at a location. */
record JournalAccess(RadosObjects objects, Session session, JournalLocation location, Kind kind, String directoryName) {
    /** Those of volumes and of snapshots. */
    private static final Set<String> KEYS = Set.of(
            JournalKeys.VOLUME_NAME,
            Kind.SNAPSHOT.nameKey(),
            JournalKeys.SOURCE,
            JournalKeys.IMAGE_NAME,
            JournalKeys.IMAGE_ID,
            JournalKeys.OWNER,
            JournalKeys.JOURNAL_POOL,
            JournalKeys.ENCRYPTION,
            JournalKeys.GROUP);

    <A> A run(ObjectOperation<A> operation) {
        return objects.run(session, operation);
    }

    JournalAccess at(JournalLocation other) {
        return new JournalAccess(objects, session, other, kind, directoryName);
    }

    ObjectRef directory() {
        return new ObjectRef(location.journalPool(), location.namespace(), directoryName);
    }

    /** The object of a volume, which is in the pool of its image. */
    ObjectRef object(VolumeUuid uuid) {
        return objectIn(location.imagePool(), uuid);
    }

    ObjectRef objectIn(PoolName pool, VolumeUuid uuid) {
        return new ObjectRef(pool, location.namespace(), kind.object(uuid));
    }

    PoolId imagePoolId() {
        return run(new PoolIdOf(location.imagePool()));
    }

    /** The value of a volume of this location in the directory. */
    Target target(VolumeUuid uuid) {
        return new Target(location.isOnePool() ? null : imagePoolId(), uuid);
    }

    /** The value of a volume in the directory; empty without one. */
    Optional<DirectoryEntry> find(ObjectName requestName) {
        String key = kind.directoryKey(requestName.value());
        return run(new ReadKeys(directory(), Set.of(key)))
                .map(values -> values.get(key))
                .map(value -> new DirectoryEntry(requestName.value(), value));
    }

    /** The keys of a volume's object; empty without the object. */
    Optional<Map<String, String>> read(ObjectRef object) {
        return run(new ReadKeys(object, KEYS));
    }

    /** The id of the image with the name in the pool of images; empty if there is none. */
    Optional<ImageId> imageId(ImageName image) {
        return run(new ReadImageId(location.imagePool(), location.namespace(), image));
    }

    /** Whether an image with the id exists in the pool of images, under any name or in the trash. */
    boolean hasImage(ImageId id) {
        ObjectRef header = new ObjectRef(location.imagePool(), location.namespace(), "rbd_header." + id);
        return run(new ReadKeys(header, Set.of("size"))).isPresent();
    }

    /** Whether an image with the id exists in the pool of images, under any name. */
    boolean lists(ImageId id) {
        ObjectRef images = new ObjectRef(location.imagePool(), location.namespace(), "rbd_directory");
        String key = "id_" + id;
        return run(new ReadKeys(images, Set.of(key)))
                .filter(found -> found.containsKey(key))
                .isPresent();
    }

    boolean applies(ObjectWrite write) {
        return run(write) == ObjectWrite.Result.APPLIED;
    }
}
