package io.rbdfunctions.journal;

import io.rbdfunctions.journal.DirectoryEntry.Target;
import io.rbdfunctions.journal.VolumeJournal.VolumeObjects;
import io.rbdfunctions.rbd.object.ListObjects;
import io.rbdfunctions.rbd.object.ListObjects.ObjectPage;
import io.rbdfunctions.rbd.object.ObjectOperation.KeyPage;
import io.rbdfunctions.rbd.object.ObjectOperation.ListKeys;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolNameOf;
import io.rbdfunctions.rbd.object.ObjectRef;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.util.List;
import java.util.Optional;

/** Finds volumes in a journal. */
record JournalReader(JournalAccess access) {
    Optional<JournaledVolume> find(ObjectName requestName) {
        return access.find(requestName).flatMap(DirectoryEntry::target).flatMap(this::read);
    }

    private Optional<JournaledVolume> read(Target target) {
        JournalLocation location = access.location();
        Optional<PoolName> imagePool = target.imagePool() == null
                ? Optional.of(location.journalPool())
                : access.run(new PoolNameOf(target.imagePool()));
        return imagePool
                .map(pool -> new JournalLocation(pool, location.journalPool(), location.namespace()))
                .flatMap(found -> new JournalReader(access.at(found)).read(target.uuid()));
    }

    Optional<JournaledVolume> read(VolumeUuid uuid) {
        JournalLocation location = access.location();
        Optional<JournaledVolume> volume = read(access.object(uuid), uuid);
        return volume.isEmpty() && !location.isOnePool()
                // ceph-csi creates an object in each pool, and writes the keys to that in the journal pool.
                ? read(access.objectIn(location.journalPool(), uuid), uuid)
                : volume;
    }

    private Optional<JournaledVolume> read(ObjectRef object, VolumeUuid uuid) {
        return access.read(object)
                .filter(keys -> keys.containsKey(access.kind().nameKey()))
                .map(keys -> new StoredKeys(access.kind(), object, keys))
                .map(stored -> JournaledVolume.of(locationOf(stored), access.imagePoolId(), uuid, stored));
    }

    /** The location of a volume, with the journal pool that its object names. */
    JournalLocation locationOf(StoredKeys stored) {
        JournalLocation location = access.location();
        PoolName journalPool = stored.journalPool()
                .flatMap(id -> access.run(new PoolNameOf(id)))
                .orElse(location.journalPool());
        return new JournalLocation(location.imagePool(), journalPool, location.namespace());
    }

    DirectoryEntry.Page list(String after, int limit) {
        String afterKey = after.isEmpty() ? "" : access.kind().directoryKey(after);
        return access.run(new ListKeys(access.directory(), afterKey, limit))
                .map(this::page)
                .orElse(new DirectoryEntry.Page(List.of(), false));
    }

    private DirectoryEntry.Page page(KeyPage found) {
        return new DirectoryEntry.Page(
                found.values().entrySet().stream()
                        .map(pair -> new DirectoryEntry(access.kind().requestName(pair.getKey()), pair.getValue()))
                        .toList(),
                found.hasMore());
    }

    VolumeObjects listObjects(int position, int limit) {
        JournalLocation location = access.location();
        ObjectPage page = access.run(new ListObjects(
                location.imagePool(), location.namespace(), access.kind().objectPrefix(), position, limit));
        List<VolumeUuid> uuids = page.names().stream()
                .flatMap(name -> access.kind().uuid(name).stream())
                .toList();
        return new VolumeObjects(uuids, page.next());
    }
}
