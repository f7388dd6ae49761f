package io.rbdfunctions.function.payload;

import io.rbdfunctions.volume.validation.Violations;

/** Requests a sweep. It has no fields. */
public record SweepPayload() implements Payload<SweepPayload> {
    @Override
    public SweepPayload request(Violations violations) {
        return this;
    }
}
