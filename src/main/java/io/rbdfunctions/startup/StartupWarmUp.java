package io.rbdfunctions.startup;

import io.rbdfunctions.kubernetes.ModelWarmUp;
import io.rbdfunctions.rbd.EngineState;
import jakarta.inject.Singleton;

/** Initializes the Kubernetes client and librbd. */
@Singleton
public final class StartupWarmUp {
    private final ModelWarmUp models;
    private final EngineState engine;

    StartupWarmUp(ModelWarmUp models, EngineState engine) {
        this.models = models;
        this.engine = engine;
    }

    /** Sends no requests. */
    public void run() {
        models.run();
        engine.warmUp();
    }
}
