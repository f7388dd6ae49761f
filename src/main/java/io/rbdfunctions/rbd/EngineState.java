package io.rbdfunctions.rbd;

import io.rbdfunctions.process.Programs;
import jakarta.inject.Singleton;

/** Which engine carries commands out, and whether it can. */
@Singleton
public final class EngineState {
    private final String program;

    EngineState(RbdConfig config) {
        this.program = config.program();
    }

    /** Cheap enough to be asked every second: nothing is started. */
    public boolean isReady() {
        return Programs.isInstalled(program);
    }

    /** The engine, or what it lacks. */
    public String description() {
        return isReady()
                ? "the command %s".formatted(program)
                : "the command %s is not installed: install ceph-common".formatted(program);
    }
}
