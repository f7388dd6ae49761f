package io.rbdfunctions.function;

import io.quarkus.runtime.StartupEvent;
import io.rbdfunctions.operation.Anticipation;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** What is begun when the application has its parts, before it listens; beside the start, of which it is no part. */
@Singleton
final class Beginning {
    private final Instance<Anticipation> anticipation;

    Beginning(Instance<Anticipation> anticipation) {
        this.anticipation = anticipation;
    }

    void begin(@Observes StartupEvent event) {
        Thread.ofPlatform()
                .daemon()
                .name("anticipation")
                .start(() -> anticipation.get().run());
    }
}
