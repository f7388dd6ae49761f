package io.rbdfunctions.operation;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;

/** Tells the time. */
final class Clocks {
    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
