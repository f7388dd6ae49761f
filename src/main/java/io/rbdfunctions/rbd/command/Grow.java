package io.rbdfunctions.rbd.command;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/**
 * Grows an image that is smaller than {@code size}, and returns its size before, in bytes. Is rejected if another client
 * grows the image further in the meantime. librbd opens the image once for that; {@code rbd} takes an {@link Info} and a
 * {@link Resize}.
 */
public record Grow(ImageRef image, Capacity size) implements RbdCommand.Changing<Long> {
    public Grow {
        size = size.roundedUp();
    }

    @Override
    public Long inSteps(Session session, StepRunner runner) {
        long before = runner.run(session, new Info(image)).size();
        if (before < size.bytes()) {
            runner.run(session, new Resize(image, size));
        }
        return before;
    }

    /** The arguments of the second step. */
    @Override
    public List<String> arguments(Session session) {
        return new Resize(image, size).arguments(session);
    }

    @Override
    public Long read(String output) {
        throw new IllegalStateException("rbd grows an image in two steps");
    }
}
