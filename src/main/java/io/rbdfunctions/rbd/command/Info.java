package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the properties of an image. Equivalent to {@code rbd info IMAGE --format json}. */
public record Info(ImageRef image) implements RbdCommand.OnImage<Info.ImageInfo> {
    @Override
    public List<String> arguments(Session session) {
        return RbdCommandBuilder.of(this, session).connectMonitorsFirst().json().build();
    }

    @Override
    public ImageInfo read(String output) {
        JsonNode info = Json.tree(output);
        return new ImageInfo(
                Json.text(info, "id"),
                Json.number(info, "size"),
                Json.number(info, "objects"),
                Json.number(info, "object_size"),
                Json.list(info.path("features"), JsonNode::asText),
                Json.textOrNull(info, "data_pool"),
                Json.textOrNull(info, "create_timestamp"),
                parent(info.path("parent")),
                Json.number(info, "snapshot_count"),
                Json.textOrNull(info, "group"),
                isDemoted(info.path("mirroring").path("primary")));
    }

    private static boolean isDemoted(JsonNode primary) {
        return primary.isBoolean() && !primary.booleanValue();
    }

    private static @Nullable String parent(JsonNode parent) {
        return parent.isObject()
                ? "%s/%s@%s".formatted(Json.pool(parent), Json.text(parent, "image"), Json.text(parent, "snapshot"))
                : null;
    }

    /**
     * The properties of an image.
     *
     * @param size in bytes; {@link Long#MAX_VALUE} if the size does not fit a long
     * @param objectSize in bytes
     * @param features names as in {@code rbd info}; may include features that cannot be requested, such as
     *     {@code striping}
     * @param dataPool null if the data is in the pool of the image
     * @param createdAt as {@code rbd info} prints it
     * @param parent {@code image@snapshot} of a clone's parent; null if the image is no clone
     * @param snapshots the number of snapshots, including those in the trash namespace
     * @param group {@code pool/group} or {@code pool/namespace/group}; null if the image is in no group
     * @param isDemoted whether mirroring replicates the image from another cluster
     */
    public record ImageInfo(
            String id,
            long size,
            long objects,
            long objectSize,
            List<String> features,
            @Nullable String dataPool,
            @Nullable String createdAt,
            @Nullable String parent,
            long snapshots,
            @Nullable String group,
            boolean isDemoted) {
        public ImageInfo {
            features = List.copyOf(features);
        }

        /** Whether {@code rbd migration} moves the image. */
        public boolean isMigrating() {
            return features.contains("migrating");
        }
    }
}
