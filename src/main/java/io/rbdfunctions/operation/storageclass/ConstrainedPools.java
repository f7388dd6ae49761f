package io.rbdfunctions.operation.storageclass;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.placement.PoolCandidate;
import io.rbdfunctions.volume.validation.InvalidValueException;
import io.rbdfunctions.volume.validation.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code topologyConstrainedPools}: a JSON list of {@code poolName}, {@code dataPool} and {@code domainSegments}, which are
 * {@code domainLabel} and {@code value}. Source: {@code internal/util/topology.go} of ceph-csi.
 */
final class ConstrainedPools {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String FORM =
            "[{\"poolName\":\"a\",\"domainSegments\":[{\"domainLabel\":\"zone\",\"value\":\"1\"}]}]";

    private static final Set<String> POOL_FIELDS = Set.of("poolName", "dataPool", "domainSegments");
    private static final Set<String> SEGMENT_FIELDS = Set.of("domainLabel", "value");

    private ConstrainedPools() {}

    /** @throws InvalidValueException if the text has another form */
    static List<PoolCandidate> parse(String text) {
        JsonNode list = tree(text);
        if (!list.isArray() || list.isEmpty()) {
            throw invalid("it is not a list of pools");
        }
        List<PoolCandidate> pools = new ArrayList<>();
        list.forEach(entry -> pools.add(candidate(entry)));
        return pools;
    }

    private static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException failure) {
            throw invalid("it is no JSON: " + failure.getOriginalMessage());
        }
    }

    private static PoolCandidate candidate(JsonNode entry) {
        requireOnly(POOL_FIELDS, entry);
        String dataPool = text(entry, "dataPool");
        return new PoolCandidate(
                new PoolName(required(entry, "poolName")),
                dataPool == null ? null : new PoolName(dataPool),
                domains(entry.path("domainSegments")));
    }

    private static Map<String, String> domains(JsonNode segments) {
        if (!segments.isArray() || segments.isEmpty()) {
            throw invalid("a pool has no domainSegments");
        }
        Map<String, String> domains = new TreeMap<>();
        for (JsonNode segment : segments) {
            requireOnly(SEGMENT_FIELDS, segment);
            if (domains.put(required(segment, "domainLabel"), required(segment, "value")) != null) {
                throw invalid("a pool has a domainLabel twice");
            }
        }
        return domains;
    }

    /** A misspelt field must not be ignored: images would be without their data pool. */
    private static void requireOnly(Set<String> fields, JsonNode entry) {
        entry.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw invalid("%s is unknown".formatted(Text.quoted(field)));
            }
        });
    }

    private static String required(JsonNode entry, String field) {
        String text = text(entry, field);
        if (text == null) {
            throw invalid(field + " is missing");
        }
        return text;
    }

    /** Null if the field is absent, empty or no text. */
    private static @Nullable String text(JsonNode entry, String field) {
        String text = entry.path(field).textValue();
        return text == null || text.isEmpty() ? null : text;
    }

    private static InvalidValueException invalid(String why) {
        return new InvalidValueException("invalid topologyConstrainedPools: %s; use %s".formatted(why, FORM));
    }
}
