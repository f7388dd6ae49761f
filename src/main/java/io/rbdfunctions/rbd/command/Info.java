package io.rbdfunctions.rbd.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for what the cluster knows of an image. */
public record Info(Session session, ImageRef image) implements RbdCommand.OnImage<ImageInfo> {
    @Override
    public String verb() {
        return "info";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("info")
                .image(image.name())
                .connectMonitorsFirst(pool(), session)
                .json()
                .end(session);
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
                Json.number(info, "snapshot_count"));
    }

    private static @Nullable String parent(JsonNode parent) {
        return parent.isObject()
                ? "%s/%s@%s"
                        .formatted(Json.text(parent, "pool"), Json.text(parent, "image"), Json.text(parent, "snapshot"))
                : null;
    }
}
