package io.rbdfunctions.operation.outcome;

import io.rbdfunctions.kubernetes.manifest.Quantities;
import io.rbdfunctions.volume.Capacity;

/** Sizes as people write them. */
public final class Sizes {
    private Sizes() {}

    /** Reads a Kubernetes quantity; throws {@code InvalidValueException} when it is none or out of range. */
    public static Capacity parse(String quantity) {
        return Quantities.capacity(quantity);
    }
}
