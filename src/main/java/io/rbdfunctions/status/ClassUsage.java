package io.rbdfunctions.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * The volumes of a class in a pool.
 *
 * @param bytes the sum of their capacities
 * @param phases the number of volumes in each phase
 */
public record ClassUsage(String storageClass, String pool, int volumes, long bytes, Map<String, Integer> phases) {
    @JsonProperty
    public String capacity() {
        return SizeText.of(bytes);
    }
}
