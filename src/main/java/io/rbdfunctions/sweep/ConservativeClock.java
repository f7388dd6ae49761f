package io.rbdfunctions.sweep;

import io.rbdfunctions.kubernetes.ApiClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The time by which images in the trash expire. A clock that is ahead would have them purged that are still to be kept, so it
 * takes two: what is told is the earlier of ours and the API server's.
 */
@Singleton
public final class ConservativeClock {
    private final InstantSource own;
    private final Supplier<Optional<Instant>> other;

    @Inject
    ConservativeClock(InstantSource own, ApiClock api) {
        this(own, api::now);
    }

    public ConservativeClock(InstantSource own, Supplier<Optional<Instant>> other) {
        this.own = own;
        this.other = other;
    }

    /** That time, now. */
    Instant instant() {
        Instant now = own.instant();
        return other.get().filter(now::isAfter).orElse(now);
    }
}
