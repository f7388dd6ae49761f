package io.rbdfunctions.operation.clone;

import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.LinkedImage;
import io.rbdfunctions.rbd.command.ListCommand;

/** The link of a clone to its parent, which has two ends: the clone names its parent, and the parent lists its clones. */
public final class CloneLink {
    private CloneLink() {}

    /**
     * Whether both ends of the link are there. An interrupted clone may lack the first: it is an empty image; or the second: then the
     * removal of the parent's snapshot would remove its data.
     */
    public static boolean isComplete(PoolSession session, ImageInfo clone) {
        return clone.parent() != null && isKnown(session, clone.parent().image(), clone);
    }

    private static boolean isKnown(PoolSession session, LinkedImage parent, ImageInfo clone) {
        // An image in the trash cannot list its clones. One that nobody depends on has no snapshots there.
        return parent.isInTrash()
                ? RbdException.emptyIfNotFound(() -> session.run(parent.byId()))
                        .filter(info -> info.snapshots() > 0)
                        .isPresent()
                : RbdException.emptyIfNotFound(() -> session.run(new ListCommand.Children(parent.ref())))
                        .filter(clones ->
                                clones.stream().anyMatch(listed -> listed.id().equals(clone.id())))
                        .isPresent();
    }
}
