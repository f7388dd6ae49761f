package io.rbdfunctions.system.life;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test can set forward. The state is a system property, because the application has another class loader. */
@Alternative
@Singleton
public final class LaterClock implements InstantSource {
    private static final String MINUTES = "test.clock-minutes";

    static void advance(Duration time) {
        System.setProperty(MINUTES, Long.toString(time.toMinutes()));
    }

    static void reset() {
        System.clearProperty(MINUTES);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(Duration.ofMinutes(Long.getLong(MINUTES, 0)));
    }
}
