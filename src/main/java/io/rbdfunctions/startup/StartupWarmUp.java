package io.rbdfunctions.startup;

import io.rbdfunctions.kubernetes.ModelWarmUp;
import io.rbdfunctions.rbd.EngineState;
import jakarta.inject.Singleton;

/** Has both libraries that operations use, the API server's client and librbd, do beforehand what a first use does. */
@Singleton
public final class StartupWarmUp {
    private final ModelWarmUp models;
    private final EngineState engine;

    StartupWarmUp(ModelWarmUp models, EngineState engine) {
        this.models = models;
        this.engine = engine;
    }

    /** Asks nobody for anything. */
    public void run() {
        models.run();
        engine.warmUp();
    }
}
