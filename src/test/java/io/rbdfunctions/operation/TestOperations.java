package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.operation.image.CephSessions;
import io.rbdfunctions.operation.image.ClassProbe;
import io.rbdfunctions.operation.storageclass.OperationConfig;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.TestEngine;
import java.time.Duration;

/** The operations and what else works on a cluster, for the tests of other packages. */
public final class TestOperations {
    private TestOperations() {}

    public static OperationConfig config() {
        return OperationsHarness.config();
    }

    public static VolumeOperations over(CommandRunner runner, Secrets secrets, TestApi api) {
        return OperationsHarness.operations(runner, secrets, api);
    }

    public static ClassProbe probe(CommandRunner runner, Secrets secrets) {
        return new ClassProbe(
                new CephSessions(secrets, TestEngine.timeouts()),
                TestEngine.store(TestEngine.over(runner, Duration.ZERO)));
    }
}
