package io.rbdfunctions.startup;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.rbdfunctions.watch.WatchConfig;
import io.rbdfunctions.watch.Watcher;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** Starts the watch with the application and stops it with it, if it is enabled. */
@Singleton
final class WatchLifecycle {
    private final WatchConfig config;
    private final Instance<Watcher> watcher;

    WatchLifecycle(WatchConfig config, Instance<Watcher> watcher) {
        this.config = config;
        this.watcher = watcher;
    }

    void start(@Observes StartupEvent event) {
        if (config.isEnabled()) {
            watcher.get().start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (config.isEnabled()) {
            watcher.get().stop();
        }
    }
}
