package io.rbdfunctions.rbd.monitor;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what monitors answer about pools. */
final class PoolAnswers {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern COMMA = Pattern.compile(",");

    /** The type of an erasure-coded pool in the map of the OSDs. */
    private static final int ERASURE = 3;

    private PoolAnswers() {}

    static List<PoolState> states(String output) {
        return tree(output).valueStream().map(PoolAnswers::state).toList();
    }

    private static PoolState state(JsonNode pool) {
        return new PoolState(
                required(pool, "pool_name").asText(),
                required(pool, "type").asInt() == ERASURE,
                pool.path("application_metadata")
                        .propertyStream()
                        .map(Map.Entry::getKey)
                        .collect(toSet()),
                Set.copyOf(COMMA.splitAsStream(required(pool, "flags_names").asText())
                        .toList()),
                pool.path("quota_max_bytes").asLong());
    }

    static Map<String, PoolUsage> usages(String output) {
        return tree(output)
                .path("pools")
                .valueStream()
                .filter(pool -> pool.path("stats").has("max_avail"))
                .collect(toMap(pool -> required(pool, "name").asText(), pool -> usage(pool.path("stats"))));
    }

    private static PoolUsage usage(JsonNode stats) {
        return new PoolUsage(
                required(stats, "stored").asLong(), stats.path("max_avail").asLong());
    }

    private static JsonNode required(JsonNode object, String field) {
        JsonNode value = object.get(field);
        if (value == null) {
            throw new IllegalArgumentException("the monitor's answer has no " + field);
        }
        return value;
    }

    private static JsonNode tree(String output) {
        try {
            return MAPPER.readTree(output);
        } catch (JsonProcessingException _) {
            throw new IllegalArgumentException("the monitor's answer is not JSON");
        }
    }
}
