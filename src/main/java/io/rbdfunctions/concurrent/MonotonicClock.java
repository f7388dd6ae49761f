package io.rbdfunctions.concurrent;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;

/** A clock to measure with: it goes on as time does, even where somebody sets the clock that tells it. */
@Qualifier @Retention(RUNTIME)
public @interface MonotonicClock {}
