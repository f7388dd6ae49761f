package io.rbdfunctions.operation;

import io.rbdfunctions.rbd.EngineState;
import jakarta.inject.Singleton;

/** Whether operations can be carried out at all. */
@Singleton
public final class Readiness {
    private final EngineState engine;

    Readiness(EngineState engine) {
        this.engine = engine;
    }

    public boolean isReady() {
        return engine.isReady();
    }

    /** What carries them out, or what is missing for that. */
    public String engine() {
        return engine.description();
    }
}
