package io.rbdfunctions.journal;

import io.rbdfunctions.journal.DirectoryEntry.Target;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolIdOf;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.validation.Text;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the object of a volume, then its key in the directory, as ceph-csi does. Each write succeeds only if it finds what
 * was read, so concurrent and repeated reservations meet on one object and one key.
 */
record Reserver(JournalAccess access) {
    /** More than the number of writes with which another client can get in between. */
    private static final int ATTEMPTS = 5;

    JournaledVolume reserve(VolumeEntry entry) {
        boolean hasCreated = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<DirectoryEntry> reserved = access.find(entry.requestName());
            if (reserved.isPresent()) {
                return adopt(reserved.get(), entry, hasCreated);
            }
            Map<String, String> keys = keys(entry);
            hasCreated = create(entry, keys);
            JournaledVolume volume = hasCreated ? volume(entry, keys) : hold(entry);
            if (addToDirectory(entry)) {
                return volume;
            }
        }
        throw keepsChanging(entry);
    }

    private JournaledVolume adopt(DirectoryEntry reserved, VolumeEntry entry, boolean hasCreated) {
        try {
            return adopt(reserved, entry);
        } catch (JournalException failure) {
            if (failure.isInOtherPool() && hasCreated) {
                removeLeftover(entry);
            }
            throw failure;
        }
    }

    /** Takes over what is reserved under the name, by an earlier attempt or by ceph-csi. */
    private JournaledVolume adopt(DirectoryEntry reserved, VolumeEntry entry) {
        Target target = reserved.target()
                .orElseThrow(() -> new JournalException(contradiction(reserved, "which is no " + access.kind())));
        requireImagePool(reserved, target);
        if (target.uuid().equals(entry.uuid())) {
            return hold(entry);
        }
        JournaledVolume volume = hold(entry.withUuid(target.uuid()));
        removeLeftover(entry);
        return volume;
    }

    private void requireImagePool(DirectoryEntry reserved, Target target) {
        PoolId pool = target.imagePool() == null
                ? access.run(new PoolIdOf(access.location().journalPool()))
                : target.imagePool();
        if (!pool.equals(access.imagePoolId())) {
            throw JournalException.inOtherPool(contradiction(
                    reserved,
                    "an image in the pool with the id %s instead of %s"
                            .formatted(pool, access.location().imagePool())));
        }
    }

    /** Makes sure that the object of the volume exists and is complete. */
    private JournaledVolume hold(VolumeEntry entry) {
        Map<String, String> keys = keys(entry);
        ObjectRef object = access.object(entry.uuid());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Map<String, String>> stored = access.read(object);
            String name =
                    stored.map(found -> found.get(access.kind().nameKey())).orElse(null);
            if (name != null) {
                requireName(object, name, entry);
                return volume(entry, stored.orElseThrow());
            }
            if (stored.isPresent() ? complete(entry, keys) : create(entry, keys)) {
                return volume(entry, keys);
            }
        }
        throw keepsChanging(entry);
    }

    private void requireName(ObjectRef object, String name, VolumeEntry entry) {
        if (!name.equals(entry.requestName().value())) {
            throw new JournalException("the journal object %s belongs to the %s %s, not to %s"
                    .formatted(object, access.kind(), Text.quoted(name), entry.requestName()));
        }
    }

    private boolean create(VolumeEntry entry, Map<String, String> keys) {
        return access.applies(
                ObjectWrite.of(access.object(entry.uuid())).createNew().set(keys));
    }

    /** Writes the keys of an object that ceph-csi has created without them. */
    private boolean complete(VolumeEntry entry, Map<String, String> keys) {
        return access.applies(ObjectWrite.of(access.object(entry.uuid()))
                .requireNo(access.kind().nameKey())
                .set(keys));
    }

    private boolean addToDirectory(VolumeEntry entry) {
        String key = access.kind().directoryKey(entry.requestName().value());
        return access.applies(ObjectWrite.of(access.directory())
                .createIfMissing()
                .requireNo(key)
                .set(Map.of(key, access.target(entry.uuid()).toString())));
    }

    /** An earlier attempt was interrupted before it added its volume to the directory, and ceph-csi then added another. */
    private void removeLeftover(VolumeEntry entry) {
        access.run(ObjectWrite.of(access.object(entry.uuid()))
                .require(access.kind().nameKey(), entry.requestName().value())
                .remove());
    }

    private Map<String, String> keys(VolumeEntry entry) {
        JournalLocation location = access.location();
        return JournalKeys.of(
                access.kind(), entry, location.isOnePool() ? null : access.run(new PoolIdOf(location.journalPool())));
    }

    private JournaledVolume volume(VolumeEntry entry, Map<String, String> keys) {
        StoredKeys stored = new StoredKeys(access.kind(), access.object(entry.uuid()), keys);
        return JournaledVolume.of(access.location(), access.imagePoolId(), entry.uuid(), stored);
    }

    private String contradiction(DirectoryEntry reserved, String what) {
        return "the journal object %s maps the %s %s to %s, %s"
                .formatted(
                        access.directory(), access.kind(), reserved.requestName(), Text.quoted(reserved.value()), what);
    }

    private JournalException keepsChanging(VolumeEntry entry) {
        return new JournalException(
                "another client keeps changing the journal of the %s %s".formatted(access.kind(), entry.requestName()));
    }
}
