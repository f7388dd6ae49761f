package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/**
 * Grows an image that is smaller than {@code size}, and returns its size before, in bytes. librbd opens the image once for
 * that; {@code rbd} takes one process for {@link #info} and one for {@link #resize}.
 */
public record Grow(Session session, ImageRef image, Capacity size) implements RbdCommand.OnImage<Long> {

    public Info info() {
        return new Info(session, image);
    }

    public Resize resize() {
        return new Resize(session, image, size);
    }

    /** Whether an image of this many bytes is too small. */
    public boolean isNeeded(long bytes) {
        return bytes < resize().size().bytes();
    }

    @Override
    public List<String> arguments() {
        return resize().arguments();
    }

    /** Parses the size before. */
    @Override
    public Long read(String output) {
        return Long.valueOf(output);
    }
}
