package io.rbdfunctions.admission;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits on the storage that a namespace may use, in bytes by StorageClass, written {@code rbd=500Gi,fast=100Gi}. A class
 * that is not listed has no limit.
 */
record Quota(Map<String, Long> bytesByClass) {
    /** Annotation of the namespace that holds its quota. */
    static final String ANNOTATION = "rbdfunctions.io/quota";

    Quota {
        bytesByClass = Map.copyOf(bytesByClass);
    }

    static Quota parse(String text) {
        Map<String, Long> bytesByClass = new LinkedHashMap<>();
        for (String entry : text.split(",", -1)) {
            String[] parts = entry.split("=", -1);
            if (parts.length != 2 || parts[0].isBlank()) {
                throw new InvalidValueException("write it as class=size,class=size");
            }
            if (bytesByClass.putIfAbsent(parts[0].strip(), bytes(parts[1].strip())) != null) {
                throw new InvalidValueException("a class is listed twice");
            }
        }
        return new Quota(bytesByClass);
    }

    /** Zero is a valid quota, but not a valid {@link Capacity}. */
    private static long bytes(String size) {
        return size.equals("0") ? 0 : Capacity.parse(size).bytes();
    }

    Optional<Long> of(String storageClass) {
        return Optional.ofNullable(bytesByClass.get(storageClass));
    }
}
