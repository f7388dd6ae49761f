package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.MetadataKey;
import io.rbdfunctions.rbd.value.MetadataValue;
import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Writes a piece of metadata on an image. */
public record SetMetadata(Session session, ImageRef image, MetadataKey key, MetadataValue value)
        implements RbdCommand.Changing {
    @Override
    public String verb() {
        return "image-meta set";
    }

    @Override
    public List<String> arguments() {
        return Arguments.of("image-meta", "set")
                .image(image.name())
                .positional(key.value())
                .positional(value.value())
                .connect(pool(), session)
                .end(session);
    }
}
