package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.Credentials;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.volume.CephKey;
import org.junit.jupiter.api.AfterEach;

/** The operations over an rbd that answers as it is told: for what is hard to bring about on a cluster. */
abstract class ScriptedTest {
    final TestApi api = new TestApi();
    final ScriptedRbd rbd = new ScriptedRbd();
    final VolumeOperations operations =
            Bench.operations(rbd, _ -> new Credentials(null, new CephKey("AQBcanary==")), api);

    @AfterEach
    void close() {
        api.close();
    }
}
