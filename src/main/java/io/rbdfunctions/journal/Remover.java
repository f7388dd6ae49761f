package io.rbdfunctions.journal;

import io.rbdfunctions.journal.DirectoryEntry.Target;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.rbd.object.ObjectWrite;
import io.rbdfunctions.rbd.object.ObjectWrite.Result;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import io.rbdfunctions.volume.validation.Text;
import java.util.Optional;

/** Removes the object of a volume, then its key from the directory, as ceph-csi does. Either may be gone already. */
record Remover(JournalAccess access, ObjectName requestName, VolumeUuid uuid) {
    void remove() {
        JournalLocation location = access.location();
        removeObject(access.object(uuid));
        if (!location.isOnePool()) {
            removeObject(access.objectIn(location.journalPool(), uuid)); // ceph-csi has one in each pool.
        }
        removeFromDirectory();
    }

    private void removeObject(ObjectRef object) {
        if (removeIfNamed(object, requestName.value()) == Result.DIFFERENT) {
            access.read(object)
                    .map(keys -> keys.getOrDefault(access.kind().nameKey(), ""))
                    .ifPresent(name -> removeUnnamed(object, name));
        }
    }

    /** Ceph-csi leaves an object without a name when it is interrupted, or when its node plugin records an image id. */
    private void removeUnnamed(ObjectRef object, String name) {
        if (!name.isEmpty() || removeIfNamed(object, "") == Result.DIFFERENT) {
            throw new JournalException("the journal object %s belongs to the %s %s, not to %s"
                    .formatted(object, access.kind(), Text.quoted(name), requestName));
        }
    }

    private Result removeIfNamed(ObjectRef object, String name) {
        return access.run(
                ObjectWrite.of(object).require(access.kind().nameKey(), name).remove());
    }

    private void removeFromDirectory() {
        String expected = access.target(uuid).toString();
        if (removeIfValue(expected) == Result.DIFFERENT) {
            access.find(requestName).filter(this::isOfVolume).ifPresent(entry -> removeIfValue(entry.value()));
        }
    }

    private boolean isOfVolume(DirectoryEntry entry) {
        Optional<Target> target = entry.target();
        return target.isPresent() && target.get().uuid().equals(uuid);
    }

    private Result removeIfValue(String value) {
        String key = access.kind().directoryKey(requestName.value());
        return access.run(ObjectWrite.of(access.directory()).require(key, value).removeKey(key));
    }
}
