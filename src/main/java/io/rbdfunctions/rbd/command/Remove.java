package io.rbdfunctions.rbd.command;

import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Deletes an image. Equivalent to {@code rbd rm IMAGE --no-progress}. */
public record Remove(ImageRef image) implements RbdCommand.WithoutAnswer {
    @Override
    public List<String> arguments(Session session) {
        return RbdCommandBuilder.of(this, session).connect().noProgress().build();
    }
}
