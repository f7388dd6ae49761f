package io.rbdfunctions.sweep;

import io.rbdfunctions.kubernetes.ApiClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The earlier of the local time and the API server's time. Decides when an image in the trash expires, so that a local
 * clock that is ahead does not purge images too early.
 */
@Singleton
public final class ConservativeClock {
    private final InstantSource local;
    private final Supplier<Optional<Instant>> remote;

    @Inject
    ConservativeClock(InstantSource local, ApiClock api) {
        this(local, api::now);
    }

    public ConservativeClock(InstantSource local, Supplier<Optional<Instant>> remote) {
        this.local = local;
        this.remote = remote;
    }

    Instant instant() {
        Instant now = local.instant();
        return remote.get().filter(now::isAfter).orElse(now);
    }
}
