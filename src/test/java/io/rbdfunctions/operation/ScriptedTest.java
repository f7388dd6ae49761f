package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import org.junit.jupiter.api.AfterEach;

/** The operations over an rbd that answers as it is told: for what is hard to bring about on a cluster. */
public abstract class ScriptedTest {
    public final TestApi api = new TestApi();
    public final ScriptedRbd rbd = new ScriptedRbd();
    public final VolumeOperations operations =
            OperationsHarness.operations(rbd, _ -> new CephCredentials(null, new CephKey("AQBcanary==")), api);

    @AfterEach
    void close() {
        api.close();
    }
}
