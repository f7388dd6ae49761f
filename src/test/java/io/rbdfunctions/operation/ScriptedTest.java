package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.volume.ceph.CephCredentials;
import io.rbdfunctions.volume.ceph.CephKey;
import org.junit.jupiter.api.AfterEach;

/** Runs the operations with a scripted rbd, for situations that are hard to create on a real cluster. */
public abstract class ScriptedTest {
    public final TestApi api = new TestApi();
    public final ScriptedRbd rbd = new ScriptedRbd();
    public final VolumeOperations operations = OperationsHarness.operations(
            rbd, OperationsHarness.NO_OBJECTS, _ -> new CephCredentials(null, new CephKey("AQBcanary==")), api);

    @AfterEach
    void close() {
        api.close();
    }
}
