package io.rbdfunctions.startup;

import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Starts the background tasks that need the configuration and beans. */
@Singleton
final class StartupTasks {
    private static final int FIRST = 1;

    private final StartupConfig config;
    private final Instance<StartupPrefetch> prefetch;
    private final Instance<StartupWarmUp> warmUp;
    private final Instance<ReplyWarmUp> replyWarmUp;

    StartupTasks(
            StartupConfig config,
            Instance<StartupPrefetch> prefetch,
            Instance<StartupWarmUp> warmUp,
            Instance<ReplyWarmUp> replyWarmUp) {
        this.config = config;
        this.prefetch = prefetch;
        this.warmUp = warmUp;
        this.replyWarmUp = replyWarmUp;
    }

    /** Observes the router, because Quarkus fires its event before all others in a start. */
    void start(@Observes @Priority(FIRST) Router router) {
        if (config.prefetch()) {
            Main.runInBackground("prefetch", () -> prefetch.get().run());
            Main.runInBackground("warm-up", this::warmUp);
        }
    }

    private void warmUp() {
        warmUp.get().run();
        replyWarmUp.get().run();
    }
}
