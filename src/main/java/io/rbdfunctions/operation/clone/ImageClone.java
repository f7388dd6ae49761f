package io.rbdfunctions.operation.clone;

import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.command.CloneCommand;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import java.util.Optional;

/** An image to be made from a snapshot. An earlier attempt may have made it, or a part of it. */
record ImageClone(PoolSession session, ImageStore store, SnapshotRef parent, ImageRef image) {
    /** The properties of the image if it is complete. */
    Optional<ImageInfo> find() {
        return store.find(session.rbd(), image).filter(info -> CloneLink.isComplete(session, info));
    }

    void make(ImageLayout layout) {
        if (find().isEmpty()) {
            store.cloneIfMissing(
                    session.rbd(),
                    new CloneCommand.Create(parent, image, layout),
                    info -> CloneLink.isComplete(session, info));
        }
    }

    /** Takes the snapshot, which is for this image alone, and removes it. */
    void makeWithSnapshot(ImageLayout layout) {
        if (find().isEmpty()) {
            store.takeSnapshot(session.rbd(), parent);
            make(layout);
        }
        // Ceph keeps it in the trash namespace until the image is gone.
        store.removeSnapshot(session.rbd(), parent);
    }
}
