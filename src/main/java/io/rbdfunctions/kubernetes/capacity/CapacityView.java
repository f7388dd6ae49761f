package io.rbdfunctions.kubernetes.capacity;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.CSIStorageCapacity;
import org.jspecify.annotations.Nullable;

/** Reads a CSIStorageCapacity. */
public record CapacityView(CSIStorageCapacity object) {
    public String name() {
        return object.getMetadata().getName();
    }

    public String storageClass() {
        return object.getStorageClassName();
    }

    /** What the scheduler compares claims with, in bytes; 0 if there is no room. */
    public long bytes() {
        Quantity largest = object.getMaximumVolumeSize();
        return bytes(largest == null ? object.getCapacity() : largest);
    }

    private static long bytes(@Nullable Quantity quantity) {
        return quantity == null ? 0 : quantity.getNumericalAmount().longValue();
    }
}
