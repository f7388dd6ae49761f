package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.operation.image.PoolContents;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.image.RecentRemovals;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.engine.TestEngine;
import java.time.Duration;

/** The operations, for the tests of other packages. */
public final class TestOperations {
    private TestOperations() {}

    public static ProvisionerConfig config() {
        return OperationsHarness.config();
    }

    public static VolumeOperations over(CommandRunner runner, Secrets secrets, TestApi api) {
        return OperationsHarness.operations(runner, secrets, api);
    }

    public static PoolContents pools(CommandRunner runner, Secrets secrets, TestApi api) {
        return new PoolContents(
                new PoolSessions(
                        OperationsHarness.resolver(api),
                        secrets,
                        TestEngine.timeouts(),
                        TestEngine.over(runner, Duration.ZERO)),
                TestEngine.noManager(),
                new RecentRemovals());
    }
}
