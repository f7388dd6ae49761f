package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.operation.image.CephSessions;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.TestEngine;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import java.time.Duration;
import java.util.Map;

/** The pools over a runner of the test's own, for the tests of other packages. */
public final class TestPools {
    /** What leads to pool {@code kube}. */
    public static final Map<String, String> PARAMETERS =
            Map.of("monitors", "10.0.7.52:6789", "pool", "kube", "adminSecretName", "ceph-admin");

    private TestPools() {}

    public static PoolContents over(CommandRunner runner, TestApi api) {
        CephSessions cephSessions =
                new CephSessions(_ -> new CephCredentials(null, new CephKey("AQBcanary==")), TestEngine.timeouts());
        return new PoolContents(
                new PoolSessions(new StorageClassResolver(api.storageClasses(), config()), cephSessions),
                TestEngine.over(runner, Duration.ofMillis(100)));
    }

    public static OperationConfig config() {
        return OperationsHarness.config();
    }
}
