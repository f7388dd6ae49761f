package io.rbdfunctions.rbd.command;

import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import java.util.List;

/** Commands that make images from snapshots, and make them independent again. */
public sealed interface CloneCommand {
    /**
     * Creates an image from a snapshot, of the same size and without copying data. The snapshot can then be removed: Ceph keeps it in
     * the trash namespace until its last clone is gone or flattened. Metadata is copied to the clone, except keys that begin
     * with {@code .rbd}. Equivalent to
     * {@code rbd clone PARENT IMAGE --rbd-default-clone-format 2 --image-feature FEATURES}.
     *
     * @param image may be in another pool or namespace of the same cluster
     * @param layout the features must include layering; without an object size, the clone has that of the parent
     */
    record Create(SnapshotRef parent, ImageRef image, ImageLayout layout)
            implements CloneCommand, RbdCommand.WithoutAnswer {
        @Override
        public List<String> arguments(Session session) {
            return RbdCommandBuilder.ofSpecs(this, session, parent.toString(), image.toString())
                    .option("--rbd-default-clone-format", "2")
                    .layout(layout)
                    .build();
        }
    }

    /**
     * Copies all data of the parent to the image, which takes as long as that. Succeeds without a change if the image has no
     * parent. Equivalent to {@code rbd flatten IMAGE --no-progress}.
     */
    record Flatten(ImageRef image) implements CloneCommand, RbdCommand.WithoutAnswer {
        @Override
        public List<String> arguments(Session session) {
            return RbdCommandBuilder.of(this, session).connect().noProgress().build();
        }
    }
}
