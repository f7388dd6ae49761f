package io.rbdfunctions.function.payload;

import io.rbdfunctions.volume.validation.Violations;
import java.util.Optional;

/** Asks for a sweep; there is nothing to say about it. */
public record SweepPayload() implements Payload<SweepPayload> {
    @Override
    public SweepPayload request(Violations violations) {
        return this;
    }

    @Override
    public Optional<String> subject() {
        return Optional.empty();
    }
}
