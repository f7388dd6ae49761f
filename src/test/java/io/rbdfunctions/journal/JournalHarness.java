package io.rbdfunctions.journal;

import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.engine.TestSessions;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.util.Map;

/** A journal in a new pool, and a volume to write into it. */
final class JournalHarness {
    private static final Librbd LIBRBD = TestEngine.librbd();

    static final String UUID = "6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
    static final String OTHER_UUID = "bfce1ea1-dd5c-46eb-b5dc-c8638515aaf5";
    static final String NAME = "pvc-96c629c9-2934-458f-99f3-227e8188676e";
    static final String OBJECT = "csi.volume." + UUID;
    static final String OTHER_OBJECT = "csi.volume." + OTHER_UUID;
    static final String DIRECTORY = "csi.volumes.default";
    static final String KEY = "csi.volume." + NAME;
    static final VolumeEntry ENTRY = entry(NAME, UUID);
    static final Map<String, String> KEYS = keys(UUID);

    /** The journal with {@link #ENTRY} only. */
    static final Map<String, Map<String, String>> COMPLETE = Map.of(OBJECT, KEYS, DIRECTORY, Map.of(KEY, UUID));

    static final Map<String, Map<String, String>> EMPTY = Map.of(DIRECTORY, Map.of());

    final CephCluster ceph;
    final Session session;
    final String pool;
    final JournalLocation location;
    final Omaps outside;
    final VolumeJournal journal = new VolumeJournal(TestEngine.objects(LIBRBD), "default");

    JournalHarness(CephCluster ceph) {
        this.ceph = ceph;
        this.session = TestSessions.admin(ceph);
        this.pool = ceph.freshPool();
        this.location = JournalLocation.in(new PoolName(pool));
        this.outside = Omaps.of(ceph, pool);
    }

    static VolumeEntry entry(String name, String uuid) {
        return new VolumeEntry(
                new ObjectName(name),
                new VolumeUuid(uuid),
                new ImageName("csi-vol-" + uuid),
                new ObjectName("default"));
    }

    static Map<String, String> keys(String uuid) {
        return Map.of("csi.volname", NAME, "csi.imagename", "csi-vol-" + uuid, "csi.volume.owner", "default");
    }

    static void close() {
        LIBRBD.close();
    }

    JournaledVolume reserve() {
        return reserve(location);
    }

    JournaledVolume reserve(JournalLocation at) {
        return journal.reserve(session, at, ENTRY);
    }

    void remove() {
        remove(location);
    }

    void remove(JournalLocation at) {
        journal.remove(session, at, ENTRY.requestName(), ENTRY.uuid());
    }
}
