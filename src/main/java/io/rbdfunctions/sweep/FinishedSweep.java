package io.rbdfunctions.sweep;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;

/** A sweep that this replica finished, and when it ended. */
public record FinishedSweep(
        @JsonSerialize(using = SecondsSerializer.class) Instant at, SweepReport report) {}
