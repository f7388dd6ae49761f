package io.rbdfunctions.system.life;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.rbdfunctions.kubernetes.manifest.RecordedObjects;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.engine.TestSessions;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.rbd.object.ObjectOperation.PoolIdOf;
import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.cluster.TestCluster;
import io.rbdfunctions.volume.ceph.PoolId;
import io.rbdfunctions.volume.ceph.PoolName;
import java.util.UUID;

/** Makes the image, the journal and the PersistentVolume of a claim as ceph-csi and the CSI external-provisioner did in a recording. */
record CephCsiVolume(CephCluster ceph, TestCluster cluster, PersistentVolumeClaim claim, String uuid) {
    static CephCsiVolume of(CephCluster ceph, TestCluster cluster, PersistentVolumeClaim claim) {
        CephCsiVolume volume =
                new CephCsiVolume(ceph, cluster, claim, UUID.randomUUID().toString());
        volume.makeImage();
        volume.writeJournal();
        cluster.create(volume.manifest());
        cluster.settle();
        return volume;
    }

    String image() {
        return "csi-vol-" + uuid;
    }

    String name() {
        return "pvc-" + claim.getMetadata().getUid();
    }

    private void makeImage() {
        ceph.rbd("create", "--size", "64M", "--image-feature", "layering", cluster.pool() + "/" + image())
                .orFail();
    }

    private void writeJournal() {
        Omaps journal = Omaps.of(ceph, cluster.pool());
        String object = "csi.volume." + uuid;
        journal.set("csi.volumes.default", "csi.volume." + name(), uuid);
        journal.set(object, "csi.volname", name());
        journal.set(object, "csi.imagename", image());
        journal.set(object, "csi.imageid", imageId());
        journal.set(object, "csi.volume.owner", cluster.namespace());
    }

    private String imageId() {
        return ceph.rbd("info", "--format", "json", cluster.pool() + "/" + image())
                .orFail()
                .stdout()
                .replaceFirst("(?s).*\"id\":\"([0-9a-f]+)\".*", "$1");
    }

    private PersistentVolume manifest() {
        PersistentVolume recorded = RecordedObjects.volumeOf("01-two-claims", "alpha");
        return new PersistentVolumeBuilder(recorded)
                .withNewMetadata()
                .withName(name())
                .withAnnotations(recorded.getMetadata().getAnnotations())
                .addToAnnotations("volume.kubernetes.io/provisioner-deletion-secret-name", "ceph-admin")
                .addToAnnotations("volume.kubernetes.io/provisioner-deletion-secret-namespace", cluster.namespace())
                .withFinalizers("external-provisioner.volume.kubernetes.io/finalizer")
                .endMetadata()
                .editSpec()
                .withCapacity(claim.getSpec().getResources().getRequests())
                .withStorageClassName(claim.getSpec().getStorageClassName())
                .editClaimRef()
                .withName(claim.getMetadata().getName())
                .withNamespace(cluster.namespace())
                .withUid(claim.getMetadata().getUid())
                .withResourceVersion(null)
                .endClaimRef()
                .editCsi()
                .withVolumeHandle("0001-0002-c1-%s-%s".formatted(poolId().hex(), uuid))
                .addToVolumeAttributes("pool", cluster.pool())
                .addToVolumeAttributes("journalPool", cluster.pool())
                .addToVolumeAttributes("imageName", image())
                .endCsi()
                .endSpec()
                .withStatus(null)
                .build();
    }

    private PoolId poolId() {
        try (Librbd librbd = TestEngine.librbd()) {
            return TestEngine.objects(librbd).run(TestSessions.admin(ceph), new PoolIdOf(new PoolName(cluster.pool())));
        }
    }
}
