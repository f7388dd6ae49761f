package io.rbdfunctions.startup;

import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** What is begun as soon as the application has its configuration; beside the start, of which it is no part. */
@Singleton
final class StartupTasks {
    private static final int FIRST = 1;

    private final StartupConfig config;
    private final Instance<StartupPrefetch> anticipation;
    private final Instance<StartupWarmUp> preparation;
    private final Instance<ReplyWarmUp> replies;

    StartupTasks(
            StartupConfig config,
            Instance<StartupPrefetch> anticipation,
            Instance<StartupWarmUp> preparation,
            Instance<ReplyWarmUp> replies) {
        this.config = config;
        this.anticipation = anticipation;
        this.preparation = preparation;
        this.replies = replies;
    }

    /** The router is the first that Quarkus tells of; the rest of the start is of other things. */
    void begin(@Observes @Priority(FIRST) Router router) {
        if (config.prefetch()) {
            Main.beside("anticipation", () -> anticipation.get().run());
            Main.beside("preparation", this::prepare);
        }
    }

    private void prepare() {
        preparation.get().run();
        replies.get().run();
    }
}
