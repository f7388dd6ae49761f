package io.rbdfunctions.system.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.CSIPersistentVolumeSource;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.rbdfunctions.support.ceph.Omaps;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SweepClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The life of a dynamic volume of ceph-csi. */
@QuarkusTest
@WithTestResource(ApiServer.class)
class DynamicVolumeLifeTest extends ClusterTestBase {
    private static final String DIRECTORY = "csi.volumes.default";

    @Test
    void aVolumeIsMadeGrownAndDeleted() {
        PersistentVolumeClaim claim = boundClaim(cluster.makeCsiClass(Map.of("volumeNamePrefix", "prod-")));
        String uid = claim.getMetadata().getUid();
        PersistentVolume volume = cluster.volumeOf(claim);
        CSIPersistentVolumeSource csi = volume.getSpec().getCsi();

        assertThat(csi.getVolumeHandle()).matches("0001-0002-c1-[0-9a-f]{16}-" + uid);
        assertThat(csi.getVolumeAttributes()).containsEntry("imageName", "prod-" + uid);
        assertThat(ceph.images(cluster.pool())).containsExactly("prod-" + uid);
        assertThat(journal().objects("csi.")).containsExactly("csi.volume." + uid, DIRECTORY);

        EventSource.updated(cluster.grow(claim, "128Mi"));

        assertThat(ceph.sizeOf(cluster.imageOf(claim))).isEqualTo(128L << 20);

        cluster.delete(claim);
        EventSource.updated(cluster.released(volume));

        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
        assertThat(journal().all("csi.")).isEqualTo(Map.of(DIRECTORY, Map.of()));
    }

    /** Its class, from which the monitors came, is gone, too. */
    @Test
    void aVolumeIsDeletedWithoutItsClassByTheSweep() {
        String storageClass = cluster.makeCsiClass(Map.of());
        PersistentVolumeClaim claim = boundClaim(storageClass);
        PersistentVolume volume = cluster.volumeOf(claim);
        cluster.deleteClass(storageClass);
        cluster.delete(claim);
        cluster.released(volume);

        assertThat(SweepClient.report().failures()).isEmpty();

        cluster.untilGone(volume);
        assertThat(ceph.images(cluster.pool())).isEmpty();
    }

    @Test
    void anEncryptedVolumeIsLeftAloneWithAnEvent() {
        PersistentVolumeClaim claim = boundClaim(cluster.makeCsiClass(Map.of()));
        PersistentVolume volume = cluster.volumeOf(claim);
        journal().set("csi.volume." + claim.getMetadata().getUid(), "csi.volume.encryptKMS", "vault");
        cluster.delete(claim);

        EventSource.updated(cluster.released(volume));

        assertThat(cluster.exists(volume)).isTrue();
        assertThat(ceph.images(cluster.pool())).hasSize(1);
        assertThat(cluster.events(volume))
                .anyMatch(event -> event.getReason().equals("VolumeFailedDelete")
                        && event.getMessage().contains("leave the volume to ceph-csi"));
    }

    /** An image without a volume is an orphan, whichever way it is named. */
    @Test
    void theImageOfALostVolumeIsReported() {
        PersistentVolumeClaim claim = boundClaim(cluster.makeCsiClass(Map.of()));
        String other = cluster.pool() + "/csi-vol-6b23aa07-5d5a-4b8a-a4af-c265031d9c4b";
        ceph.rbd("create", "--size", "8M", other).orFail();

        assertThat(SweepClient.report().orphans()).contains(other).doesNotContain(cluster.imageOf(claim));
    }

    private Omaps journal() {
        return Omaps.of(ceph, cluster.pool());
    }

    private PersistentVolumeClaim boundClaim(String storageClass) {
        PersistentVolumeClaim claim = cluster.handedOver(cluster.makeClaim(storageClass));
        EventSource.updated(claim);
        return cluster.bound(claim);
    }
}
