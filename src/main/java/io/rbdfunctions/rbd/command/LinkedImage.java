package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.PoolName;
import io.rbdfunctions.volume.ceph.PoolSpec;
import io.rbdfunctions.volume.ceph.RadosNamespace;

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

    /** The command that reads the properties of the image, wherever it is. */
    public Info.ById byId() {
        return new Info.ById(poolSpec(), new ImageId(id));
    }

    public ImageRef ref() {
        return new ImageRef(poolSpec(), new ImageName(name));
    }

    private PoolSpec poolSpec() {
        return new PoolSpec(new PoolName(pool), new RadosNamespace(namespace));
    }

    @Override
    public String toString() {
        return PoolSpec.text(pool, namespace) + "/" + name;
    }
}
