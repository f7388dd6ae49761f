package io.rbdfunctions.observability;

import io.rbdfunctions.rbd.engine.EngineState;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports a replica without an RBD engine as not ready, so that it gets no requests. */
@Singleton
@Readiness
final class EngineHealthCheck implements HealthCheck {
    private final EngineState engine;

    EngineHealthCheck(EngineState engine) {
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rbd")
                .status(engine.isReady())
                .withData("engine", engine.description())
                .build();
    }
}
