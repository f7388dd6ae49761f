package io.rbdfunctions.startup;

import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Starts the background tasks that need beans. */
@Singleton
final class StartupTasks {
    private final StartupConfig config;
    private final Instance<StartupPrefetch> prefetch;
    private final Instance<StartupWarmUp> warmUp;

    StartupTasks(StartupConfig config, Instance<StartupPrefetch> prefetch, Instance<StartupWarmUp> warmUp) {
        this.config = config;
        this.prefetch = prefetch;
        this.warmUp = warmUp;
    }

    /** Observes the router, because Quarkus fires its event before all others in a start. */
    void start(@Observes @Priority(1) Router router) {
        if (config.prefetch()) {
            Main.runInBackground("prefetch", () -> prefetch.get().run());
            Main.runInBackground("warm-up", () -> warmUp.get().run());
        }
    }
}
