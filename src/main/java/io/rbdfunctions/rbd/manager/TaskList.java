package io.rbdfunctions.rbd.manager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rbdfunctions.volume.ceph.PoolSpec;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the list of tasks. */
final class TaskList {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TaskList() {}

    /** Empty if the list cannot be read: the manager may have a list of another form, and the images are still there. */
    static Set<String> trashRemovals(String output, PoolSpec pool) {
        return images(output, pool, "trash remove", "image_id");
    }

    /** Empty if the list cannot be read. */
    static Set<String> flattenings(String output, PoolSpec pool) {
        return images(output, pool, "flatten", "image_name");
    }

    private static Set<String> images(String output, PoolSpec pool, String action, String key) {
        try {
            return MAPPER.readTree(output)
                    .valueStream()
                    .map(task -> task.path("refs"))
                    .filter(refs -> isOn(refs, pool, action))
                    .map(refs -> refs.path(key).asText())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (JsonProcessingException _) {
            return Set.of();
        }
    }

    private static boolean isOn(JsonNode refs, PoolSpec pool, String action) {
        return refs.path("action").asText().equals(action)
                && refs.path("pool_name").asText().equals(pool.pool().value())
                && refs.path("pool_namespace").asText().equals(pool.namespace().value());
    }
}
