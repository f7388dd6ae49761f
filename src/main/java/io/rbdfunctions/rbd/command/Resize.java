package io.rbdfunctions.rbd.command;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/**
 * Grows an image. Equivalent to {@code rbd resize IMAGE --size MIB --no-progress}, but succeeds without a change if the
 * image has the size already; Ceph rejects a smaller size.
 *
 * @param size rounded up to whole MiB
 */
public record Resize(ImageRef image, Capacity size) implements RbdCommand.WithoutAnswer {
    public Resize {
        size = size.roundedUp();
    }

    @Override
    public List<String> arguments(Session session) {
        return RbdCommandBuilder.of(this, session)
                .option("--size", Long.toString(size.mebibytes()))
                .connect()
                .noProgress()
                .build();
    }
}
