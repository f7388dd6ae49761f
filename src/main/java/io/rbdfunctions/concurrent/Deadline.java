package io.rbdfunctions.concurrent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time at which work has to stop. */
public record Deadline(InstantSource clock, Instant end) {

    public static Deadline after(Duration time, InstantSource clock) {
        return new Deadline(clock, clock.instant().plus(time));
    }

    public boolean hasPassed() {
        return clock.instant().isAfter(end);
    }

    /** Negative if the deadline has passed. */
    public Duration remaining() {
        return Duration.between(clock.instant(), end);
    }
}
