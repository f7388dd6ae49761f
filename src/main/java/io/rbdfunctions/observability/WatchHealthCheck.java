package io.rbdfunctions.observability;

import io.rbdfunctions.watch.WatchConfig;
import io.rbdfunctions.watch.Watcher;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Reports a replica as not ready whose watches of the API server are out of sync for longer than a minute. */
@Singleton
@Readiness
final class WatchHealthCheck implements HealthCheck {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Supplier<Duration> outOfSync;

    @Inject
    WatchHealthCheck(WatchConfig config, Instance<Watcher> watcher) {
        this(() -> config.isEnabled() ? watcher.get().outOfSync() : Duration.ZERO);
    }

    WatchHealthCheck(Supplier<Duration> outOfSync) {
        this.outOfSync = outOfSync;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("watch")
                .status(outOfSync.get().compareTo(LIMIT) <= 0)
                .build();
    }
}
