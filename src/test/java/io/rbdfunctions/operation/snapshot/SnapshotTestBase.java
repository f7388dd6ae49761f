package io.rbdfunctions.operation.snapshot;

import static io.rbdfunctions.operation.Outcomes.done;

import io.rbdfunctions.journal.RecordedJournal;
import io.rbdfunctions.operation.CephTest;
import io.rbdfunctions.operation.storageclass.ClassSource;
import io.rbdfunctions.rbd.command.Session;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.engine.TestSessions;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolIdOf;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.volume.ObjectName;
import io.rbdfunctions.volume.ceph.ClusterId;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.csi.VolumeHandle;
import io.rbdfunctions.volume.csi.VolumeUuid;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;

/** The recorded volume {@code alpha} of ceph-csi, and the snapshot of it that ceph-csi took. */
public abstract class SnapshotTestBase extends CephTest {
    public static final Librbd LIBRBD = TestEngine.librbd();
    public static final String RECORDING = "03-snapshot";
    public static final String SOURCE = "csi-vol-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
    public static final VolumeUuid UUID = new VolumeUuid("1e14adde-55a8-4ca0-83e5-85ab3ba881b4");
    public static final String IMAGE = "csi-snap-" + UUID;
    public static final ObjectName NAME = new ObjectName("snapshot-a94101cb-34b2-45b2-870c-55ceb1355d5f");
    public static final SnapshotOwner OWNER = new SnapshotOwner(
            new ObjectName("alpha-snap"),
            new ObjectName("default"),
            new ObjectName("snapcontent-a94101cb-34b2-45b2-870c-55ceb1355d5f"));

    public final Omaps outside = Omaps.of(ceph, pool);
    private final Session admin = TestSessions.admin(ceph);
    public final PoolId poolId = TestEngine.objects(LIBRBD).run(admin, new PoolIdOf(new PoolName(pool)));
    public final VolumeHandle volume = handle(new VolumeUuid("6b23aa07-5d5a-4b8a-a4af-c265031d9c4b"));

    protected SnapshotTestBase() {}

    protected SnapshotTestBase(Librbd librbd) {
        super(librbd);
    }

    @BeforeEach
    public void load() {
        RecordedJournal.read("02-grown").load(outside);
        ceph.createImage(pool + "/" + SOURCE, 8);
        Map.of(
                        "csi.ceph.com/cluster/name",
                        "prod",
                        "csi.storage.k8s.io/pv/name",
                        "pvc-96c629c9-2934-458f-99f3-227e8188676e",
                        "csi.storage.k8s.io/pvc/name",
                        "alpha",
                        "csi.storage.k8s.io/pvc/namespace",
                        "default")
                .forEach((key, value) -> ceph.rbd("image-meta", "set", pool + "/" + SOURCE, key, value)
                        .orFail());
    }

    public final VolumeHandle handle(VolumeUuid uuid) {
        return new VolumeHandle(new ClusterId("c1"), poolId, uuid);
    }

    /** What a VolumeSnapshotClass has, and the monitors, which come from the configuration of ceph-csi. */
    public ClassSource snapshotClass() {
        return new ClassSource.Given(Map.of(
                "clusterID", "c1",
                "monitors", ceph.monitors(),
                "csi.storage.k8s.io/snapshotter-secret-name", "ceph-admin",
                "csi.storage.k8s.io/snapshotter-secret-namespace", "kube-system"));
    }

    public SnapshotRequest snapshot() {
        return snapshot(NAME, UUID, volume);
    }

    public SnapshotRequest snapshot(ObjectName name, VolumeUuid uuid, VolumeHandle source) {
        return new SnapshotRequest(name, uuid, source, snapshotClass(), OWNER, false);
    }

    public SnapshotDeleteRequest deletion() {
        return new SnapshotDeleteRequest(handle(UUID), snapshotClass(), false);
    }

    public Snapshotted take() {
        return done(operations.run(snapshot()));
    }

    public String rbd(String... arguments) {
        return ceph.rbd(arguments).orFail().stdout();
    }

    /** Takes the snapshot as ceph-csi does. */
    public void takenByCephCsi() {
        RecordedJournal.readAll(RECORDING).objects().forEach((object, keys) -> {
            if (object.startsWith("csi.snap")) {
                keys.forEach((key, value) -> outside.set(object, key, value));
            }
        });
        rbd("snap", "create", "--no-progress", at(SOURCE));
        cloned(at(SOURCE));
        rbd("snap", "rm", "--no-progress", at(SOURCE));
        rbd("snap", "create", "--no-progress", at(IMAGE));
    }

    public void cloned(String snapshot) {
        rbd(
                "clone",
                snapshot,
                pool + "/" + IMAGE,
                "--rbd-default-clone-format",
                "2",
                "--image-feature",
                "layering,deep-flatten");
    }

    /** The snapshot of an image, by the name of the image of the snapshot. */
    public String at(String image) {
        return "%s/%s@%s".formatted(pool, image, IMAGE);
    }

    /** The journal without the ids of images, which Ceph chooses. */
    public static Map<String, Map<String, String>> withoutIds(Map<String, Map<String, String>> objects) {
        Map<String, Map<String, String>> without = new TreeMap<>();
        objects.forEach((object, keys) -> {
            Map<String, String> rest = new HashMap<>(keys);
            rest.remove("csi.imageid");
            without.put(object, rest);
        });
        return without;
    }
}
