package io.rbdfunctions.operation.placement;

import io.rbdfunctions.journal.VolumeJournal;
import io.rbdfunctions.kubernetes.TestApi;
import io.rbdfunctions.kubernetes.node.NodeTopologyReader;
import io.rbdfunctions.rbd.engine.TestEngine;
import io.rbdfunctions.rbd.librbd.Librbd;

/** Creates the placer as the application does, for the tests of other packages. */
public final class TestPlacer {
    /** Connects when the first class with several pools needs it. */
    private static final Librbd LIBRBD = TestEngine.librbd();

    private TestPlacer() {}

    public static PoolPlacer of(TestApi api, VolumeJournal journal) {
        return new PoolPlacer(
                new TopologyRequirements(new NodeTopologyReader(api.client()), api.volumes()),
                new PoolRooms(TestEngine.monitors(LIBRBD)),
                journal);
    }
}
