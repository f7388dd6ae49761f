package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.Credentials;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.TestEngine;
import io.rbdfunctions.volume.CephKey;
import java.time.Duration;
import java.util.Map;

/** The pools over a runner of the test's own, for the tests of other packages. */
public final class TestPools {
    /** What leads to pool {@code kube}. */
    public static final Map<String, String> PARAMETERS =
            Map.of("monitors", "10.0.7.52:6789", "pool", "kube", "adminSecretName", "ceph-admin");

    private TestPools() {}

    public static Pools over(CommandRunner runner, TestApi api) {
        Sessions sessions = new Sessions(_ -> new Credentials(null, new CephKey("AQBcanary==")), TestEngine.timeouts());
        return new Pools(
                new Workplaces(new Classes(api.storageClasses(), config()), sessions),
                TestEngine.over(runner, Duration.ofMillis(100)));
    }

    public static OperationConfig config() {
        return Bench.config();
    }
}
