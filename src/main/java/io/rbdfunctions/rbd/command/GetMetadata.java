package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.MetadataKey;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Asks for a piece of metadata of an image. */
public record GetMetadata(Session session, ImageRef image, MetadataKey key) implements RbdCommand.OnImage<String> {
    @Override
    public String verb() {
        return "image-meta get";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("image-meta", "get")
                .image(image.name())
                .positional(key.value())
                .connect(pool(), session)
                .end(session);
    }

    @Override
    public String read(String output) {
        return output.stripTrailing();
    }
}
