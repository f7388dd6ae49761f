package io.rbdfunctions.system.life;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.rbdfunctions.support.cluster.ApiServer;
import io.rbdfunctions.support.cluster.EventSource;
import io.rbdfunctions.support.cluster.SnapshotController;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Gives each test a class for snapshots, and a dynamic volume with its claim. */
@SuppressWarnings("NullAway.Init")
abstract class SnapshotTestBase extends ClusterTestBase {
    final KubernetesClient client = ApiServer.client();
    SnapshotController snapshots;
    String storageClass;
    PersistentVolumeClaim source;
    PersistentVolume volume;

    @BeforeEach
    void makeVolumeAndClass() {
        assumeTrue(SnapshotController.isServed(client), "the API server does not have the snapshot API");
        snapshots = new SnapshotController(client, cluster.namespace());
        snapshots.makeClass(Map.of("clusterID", "c1", "monitors", ceph.monitors()));
        storageClass = cluster.makeCsiClass(Map.of());
        source = provisioned(cluster.makeClaim(storageClass));
        volume = cluster.volumeOf(source);
    }

    @AfterEach
    void removeSnapshots() {
        if (snapshots != null) {
            snapshots.close();
        }
        client.close();
    }

    PersistentVolumeClaim provisioned(PersistentVolumeClaim claim) {
        EventSource.updated(cluster.handedOver(claim)).then().statusCode(204);
        return cluster.bound(claim);
    }
}
