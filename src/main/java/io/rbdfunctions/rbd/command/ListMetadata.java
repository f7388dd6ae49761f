package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks for all metadata of an image, by key. */
public record ListMetadata(Session session, ImageRef image) implements RbdCommand.OnImage<Map<String, String>> {
    @Override
    public String verb() {
        return "image-meta ls";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("image-meta", "ls")
                .image(image.name())
                .connect(pool(), session)
                .json()
                .end(session);
    }

    @Override
    public Map<String, String> read(String output) {
        Map<String, String> metadata = new TreeMap<>();
        Json.tree(output).forEachEntry((key, value) -> metadata.put(key, value.asText()));
        return metadata;
    }
}
