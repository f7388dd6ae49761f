package io.rbdfunctions.operation.clone;

import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.CloneCommand;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.volume.ceph.ImageLayout;
import io.rbdfunctions.volume.ceph.ImageRef;
import io.rbdfunctions.volume.ceph.SnapshotRef;
import java.util.Optional;

/** An image to be made from a snapshot. An earlier attempt may have made it, or a part of it. */
record ImageClone(PoolSession session, ImageStore store, SnapshotRef parent, ImageRef image) {
    /** The properties of the image if it is complete. */
    Optional<ImageInfo> find() {
        return store.find(session.rbd(), image).filter(this::isComplete);
    }

    /**
     * Whether both ends of the link to the parent are there. An interrupted clone may lack the first: it is an empty image; or the
     * second: then the removal of the parent's snapshot would remove its data.
     */
    private boolean isComplete(ImageInfo info) {
        return info.parent() != null
                && RbdException.emptyIfNotFound(() -> session.run(new ListCommand.Children(parent.image())))
                        .map(clones ->
                                clones.stream().anyMatch(clone -> clone.id().equals(info.id())))
                        .orElse(true);
    }

    void make(ImageLayout layout) {
        if (find().isEmpty()) {
            store.cloneIfMissing(session.rbd(), new CloneCommand.Create(parent, image, layout), this::isComplete);
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
