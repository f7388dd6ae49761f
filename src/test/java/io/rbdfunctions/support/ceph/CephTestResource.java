package io.rbdfunctions.support.ceph;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Provides the shared cluster to a Quarkus test: its keys as mounted Secrets, and the settings {@code
 * ceph.test.monitors} and {@code ceph.test.pool}.
 */
public final class CephTestResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        var cluster = CephCluster.shared();
        return Map.of(
                "rbd-functions.secrets.directory",
                cluster.secrets().toString(),
                "rbd-functions.rbd.connect-timeout",
                "2s",
                "rbd-functions.rbd.busy-timeout",
                "2s",
                "ceph.test.monitors",
                cluster.monitors(),
                "ceph.test.pool",
                cluster.pool());
    }

    @Override
    public void stop() {
        // The cluster is shared and stops with the JVM.
    }
}
