package io.rbdfunctions.concurrent;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Qualifier;
import java.lang.annotation.Retention;

/** Qualifies a clock for measuring elapsed time: setting the system clock does not change it. */
@Qualifier @Retention(RUNTIME)
public @interface MonotonicClock {}
