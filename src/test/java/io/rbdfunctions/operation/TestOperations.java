package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.Secrets;
import io.rbdfunctions.operation.image.ClassProbe;
import io.rbdfunctions.operation.image.PoolSessions;
import io.rbdfunctions.operation.storageclass.ProvisionerConfig;
import io.rbdfunctions.operation.storageclass.StorageClassResolver;
import io.rbdfunctions.process.CommandRunner;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.TestEngine;
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

    public static ClassProbe probe(CommandRunner runner, Secrets secrets, TestApi api) {
        RbdEngine engine = TestEngine.over(runner, Duration.ZERO);
        StorageClassResolver resolver = new StorageClassResolver(api.storageClasses(), config());
        return new ClassProbe(
                new PoolSessions(resolver, secrets, TestEngine.timeouts(), engine), TestEngine.store(engine));
    }
}
