package io.rbdfunctions.admission;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.validation.InvalidValueException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many bytes of which class a namespace may have, written {@code rbd=500Gi,fast=100Gi}. Classes that are not named
 * have no limit.
 */
record Quota(Map<String, Long> byClass) {
    /** The annotation of the namespace. */
    static final String ANNOTATION = "rbdfunctions.io/quota";

    Quota {
        byClass = Map.copyOf(byClass);
    }

    static Quota parse(String text) {
        Map<String, Long> byClass = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            String[] words = part.split("=", -1);
            if (words.length != 2 || words[0].isBlank()) {
                throw new InvalidValueException("give it as class=size,class=size");
            }
            if (byClass.putIfAbsent(words[0].strip(), bytes(words[1].strip())) != null) {
                throw new InvalidValueException("a class is there twice");
            }
        }
        return new Quota(byClass);
    }

    /** None at all is a quota, though no size. */
    private static long bytes(String size) {
        return size.equals("0") ? 0 : Capacity.parse(size).bytes();
    }

    Optional<Long> of(String storageClass) {
        return Optional.ofNullable(byClass.get(storageClass));
    }
}
