package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Deletes an image. */
public record Remove(Session session, ImageRef image) implements RbdCommand.Changing {
    @Override
    public List<String> arguments() {
        return Arguments.of(this).connect().noProgress().end();
    }
}
