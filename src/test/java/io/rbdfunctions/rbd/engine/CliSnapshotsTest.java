package io.rbdfunctions.rbd.engine;

import io.rbdfunctions.process.ChildProcesses;
import io.rbdfunctions.rbd.RbdEngine;
import io.rbdfunctions.support.SecondLane;
import java.time.Duration;

@SecondLane
class CliSnapshotsTest extends SnapshotContract {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final RbdEngine engine =
            new CliEngine(new ChildProcesses(4, LONG), "rbd", new RbdEngine.Deadlines(LONG, LONG));

    @Override
    RbdEngine engine() {
        return engine;
    }
}
