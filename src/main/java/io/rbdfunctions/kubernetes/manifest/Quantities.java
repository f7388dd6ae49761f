package io.rbdfunctions.kubernetes.manifest;

import io.fabric8.kubernetes.api.model.Quantity;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@code storage} quantity of resource lists. */
public final class Quantities {
    private static final String STORAGE = "storage";

    private Quantities() {}

    /**
     * The storage quantity; empty if there is none.
     *
     * @throws InvalidValueException if it is not a valid size
     */
    public static Optional<Capacity> storage(@Nullable Map<String, Quantity> resources) {
        return Optional.ofNullable(resources)
                .map(quantities -> quantities.get(STORAGE))
                .map(quantity -> Capacity.parse(quantity.toString()));
    }

    /** The storage quantity; empty if there is none or if it is invalid. */
    static Optional<Capacity> validStorage(@Nullable Map<String, Quantity> resources) {
        try {
            return storage(resources);
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }
}
