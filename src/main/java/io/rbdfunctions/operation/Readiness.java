package io.rbdfunctions.operation;

import io.rbdfunctions.rbd.EngineState;
import jakarta.inject.Singleton;

/** Whether the engine that runs the operations is available. */
@Singleton
public final class Readiness {
    private final EngineState engine;

    Readiness(EngineState engine) {
        this.engine = engine;
    }

    public boolean isReady() {
        return engine.isReady();
    }

    /** The name and version of the engine, or what must be installed. */
    public String engine() {
        return engine.description();
    }
}
