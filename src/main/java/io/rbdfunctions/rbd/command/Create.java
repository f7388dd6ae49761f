package io.rbdfunctions.rbd.command;

import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import java.util.List;

/**
 * Creates an image. Equivalent to
 * {@code rbd create IMAGE --size MIB --image-format 2 --image-feature FEATURES --no-progress}.
 *
 * @param size rounded up to whole MiB
 */
public record Create(ImageRef image, Capacity size, ImageLayout layout) implements RbdCommand.WithoutAnswer {
    public Create {
        size = size.roundedUp();
    }

    @Override
    public List<String> arguments(Session session) {
        return RbdCommandBuilder.of(this, session)
                .option("--size", Long.toString(size.mebibytes()))
                .connect()
                .option("--image-format", "2")
                .layout(layout)
                .noProgress()
                .build();
    }
}
