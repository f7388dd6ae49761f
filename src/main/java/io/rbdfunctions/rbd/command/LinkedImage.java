package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.volume.ceph.PoolSpec;

/**
 * The parent or a child of an image. {@code toString} returns the form of an {@code ImageRef}.
 *
 * @param namespace empty for the default namespace
 * @param isInTrash whether the image has been moved to the trash, where it keeps its name
 */
public record LinkedImage(String pool, String namespace, String name, String id, boolean isInTrash) {
    static LinkedImage of(JsonNode image) {
        return new LinkedImage(
                Json.text(image, "pool"),
                Json.text(image, "pool_namespace"),
                Json.text(image, "image"),
                Json.text(image, "id"),
                image.path("trash").asBoolean());
    }

    @Override
    public String toString() {
        return PoolSpec.text(pool, namespace) + "/" + name;
    }
}
