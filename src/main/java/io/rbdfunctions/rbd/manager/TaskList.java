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
        try {
            return MAPPER.readTree(output)
                    .valueStream()
                    .map(task -> task.path("refs"))
                    .filter(refs -> isTrashRemoval(refs, pool))
                    .map(refs -> refs.path("image_id").asText())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (JsonProcessingException _) {
            return Set.of();
        }
    }

    private static boolean isTrashRemoval(JsonNode refs, PoolSpec pool) {
        return refs.path("action").asText().equals("trash remove")
                && refs.path("pool_name").asText().equals(pool.pool().value())
                && refs.path("pool_namespace").asText().equals(pool.namespace().value());
    }
}
