package io.rbdfunctions.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What is provisioned in a pool, and what room it has. Used and free bytes are those of all clients, without replicas. They are null if
 * the pool cannot be reached, or its cluster has had no manager.
 *
 * @param pool {@code pool} or {@code pool/namespace}
 * @param monitors of its cluster
 * @param volumes the number of volumes of this provisioner
 * @param bytes the sum of their capacities
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PoolEntry(
        String pool,
        String monitors,
        int volumes,
        long bytes,
        @Nullable Long usedBytes,
        @Nullable Long freeBytes) {
    @JsonProperty
    public String provisioned() {
        return SizeText.of(bytes);
    }

    @JsonProperty
    public @Nullable String used() {
        return usedBytes == null ? null : SizeText.of(usedBytes);
    }

    @JsonProperty
    public @Nullable String free() {
        return freeBytes == null ? null : SizeText.of(freeBytes);
    }

    /** How much of the pool is used, in percent; null if that is unknown. */
    @JsonProperty
    public @Nullable Integer usedPercent() {
        if (usedBytes == null || freeBytes == null || usedBytes + freeBytes <= 0) {
            return null;
        }
        return Math.toIntExact(Math.round(100.0 * usedBytes / ((double) usedBytes + freeBytes)));
    }
}
