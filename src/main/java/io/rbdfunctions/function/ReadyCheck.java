package io.rbdfunctions.function;

import io.rbdfunctions.operation.Readiness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Reports the replica as ready if an RBD engine is available. */
@Singleton
@org.eclipse.microprofile.health.Readiness
final class ReadyCheck implements HealthCheck {
    private final Readiness readiness;

    ReadyCheck(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("rbd")
                .status(readiness.isReady())
                .withData("engine", readiness.engine())
                .build();
    }
}
