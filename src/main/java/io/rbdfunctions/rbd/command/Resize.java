package io.rbdfunctions.rbd.command;

import io.rbdfunctions.rbd.value.Session;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/**
 * Grows an image. Succeeds without a change if the image has the size already; Ceph rejects a smaller size.
 *
 * @param size rounded up to whole MiB
 */
public record Resize(Session session, ImageRef image, Capacity size) implements RbdCommand.Changing {
    public Resize {
        size = size.roundedUp();
    }

    @Override
    public List<String> arguments() {
        return Arguments.of(this)
                .option("--size", Long.toString(size.mebibytes()))
                .connect()
                .noProgress()
                .end();
    }
}
