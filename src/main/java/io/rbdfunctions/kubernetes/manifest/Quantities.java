package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.volume.Capacity;

/** Reads Kubernetes quantities of storage, as text and in the form in which the API's objects hold them. */
public final class Quantities {
    private Quantities() {}

    /** As {@link Capacity#parse}. */
    public static Capacity capacity(String text) {
        return Capacity.parse(text);
    }

    public static Capacity capacity(Quantity quantity) {
        return capacity(quantity.toString());
    }
}
