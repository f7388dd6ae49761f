package io.rbdfunctions.rbd.command;

import io.rbdfunctions.volume.ceph.ImageName;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/** Renames an image within its pool. Equivalent to {@code rbd rename IMAGE NAME}. */
public record Rename(ImageRef image, ImageName name) implements RbdCommand.WithoutAnswer {
    @Override
    public List<String> arguments(Session session) {
        return RbdCommandBuilder.of(this, session).add(name.value()).connect().build();
    }
}
