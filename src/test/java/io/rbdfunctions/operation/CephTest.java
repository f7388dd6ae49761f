package io.rbdfunctions.operation;

import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.secret.TestSecrets;
import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.ceph.CephCluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** Runs the operations on a real Ceph, in a pool of their own. */
public abstract class CephTest {
    public final CephCluster ceph = CephCluster.shared();
    public final TestApi api = new TestApi();
    public final VolumeOperations operations;
    public final String pool = ceph.freshPool();

    protected CephTest() {
        operations = OperationsHarness.operations(
                new ChildProcesses(4, Duration.ofSeconds(60)), TestSecrets.inFiles(ceph.secrets()), api);
    }

    /** With librbd, for many operations: it takes a fraction of the time of the rbd command. */
    protected CephTest(Librbd librbd) {
        operations = OperationsHarness.operations(librbd, TestSecrets.inFiles(ceph.secrets()), api);
    }

    @AfterEach
    void close() {
        api.close();
    }

    /** A request for a volume in the pool. */
    public RequestBuilder request() {
        return new RequestBuilder().parameter("monitors", ceph.monitors()).parameter("pool", pool);
    }
}
