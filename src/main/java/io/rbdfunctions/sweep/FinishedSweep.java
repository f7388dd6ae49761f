package io.rbdfunctions.sweep;

import java.time.Instant;

/** A sweep of this replica, and when it ended. */
public record FinishedSweep(Instant at, SweepReport report) {}
