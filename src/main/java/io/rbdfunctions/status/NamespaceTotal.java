package io.rbdfunctions.status;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The volumes of a namespace's claims.
 *
 * @param bytes the sum of their capacities
 */
public record NamespaceTotal(String namespace, int volumes, long bytes) {
    @JsonProperty
    public String capacity() {
        return SizeText.of(bytes);
    }
}
