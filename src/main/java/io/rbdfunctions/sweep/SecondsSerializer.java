package io.rbdfunctions.sweep;

import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes an {@link Instant} in ISO 8601, to the second. */
public final class SecondsSerializer extends ToStringSerializerBase {
    private static final long serialVersionUID = 1L;

    public SecondsSerializer() {
        super(Instant.class);
    }

    @Override
    public String valueToString(Object value) {
        return ((Instant) value).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
