package io.rbdfunctions.system.life;

import io.rbdfunctions.support.ceph.CephCluster;
import io.rbdfunctions.support.cluster.TestCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Gives each test its own namespace and pool. */
@SuppressWarnings("NullAway.Init")
abstract class ClusterTestBase {
    final CephCluster ceph = CephCluster.shared();

    TestCluster cluster;

    @BeforeEach
    void makeCluster() {
        cluster = new TestCluster(ceph);
    }

    @AfterEach
    void removeCluster() {
        cluster.close();
    }
}
