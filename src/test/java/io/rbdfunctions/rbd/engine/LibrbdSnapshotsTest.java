package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.rbd.librbd.Librbd;
import io.rbdfunctions.support.SecondLane;
import org.junit.jupiter.api.AfterAll;

@SecondLane
class LibrbdSnapshotsTest extends SnapshotContract {
    private static final Librbd LIBRBD = TestEngine.librbd();

    @AfterAll
    static void close() {
        LIBRBD.close();
    }

    @Override
    RbdEngine engine() {
        return TestEngine.over(LIBRBD);
    }
}
