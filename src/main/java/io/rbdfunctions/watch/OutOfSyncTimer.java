package io.rbdfunctions.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Measures how long a state lasts that is checked now and then. */
final class OutOfSyncTimer {
    private final InstantSource clock;
    private @Nullable Instant start;

    OutOfSyncTimer(InstantSource clock) {
        this.clock = clock;
    }

    /** The time since the first of the last checks that were all out of sync; zero if this one is in sync. */
    Duration since(boolean isInSync) {
        if (isInSync) {
            start = null;
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        if (start == null) {
            start = now;
        }
        return Duration.between(start, now);
    }
}
