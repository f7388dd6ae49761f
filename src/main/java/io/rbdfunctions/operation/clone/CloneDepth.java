package io.rbdfunctions.operation.clone;

import io.rbdfunctions.operation.clone.CloneSources.SourceImage;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.rbd.ImageStore;
import io.rbdfunctions.rbd.ManagerTasks;
import io.rbdfunctions.rbd.RbdException;
import io.rbdfunctions.rbd.command.CloneCommand;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.Info.Parent;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Keeps chains of clones short, by flattening an image in them. */
@Singleton
record CloneDepth(ManagerTasks tasks, ImageStore store, CloneConfig config) {
    private static final String DEEP_FLATTEN = "deep-flatten";

    /**
     * Requires that a new image does not have too many parents. Leaves the work to the manager if there is one; otherwise flattens
     * now, and a repeated attempt continues where this one is stopped.
     *
     * @param added how many parents more than its source the image will have
     * @throws RefusedException if the manager has to flatten first
     */
    void require(PoolSession session, SourceImage source, int added) {
        int depth = store.depth(session.rbd(), source.info(), config.maxDepth()) + added;
        if (depth <= config.flattenAbove()) {
            return;
        }
        ImageRef image = toFlatten(session, source);
        boolean isHandedOver = tasks.isLikely(session.rbd(), image.poolSpec()) && tasks.flatten(session.rbd(), image);
        if (depth <= config.maxDepth()) {
            return;
        }
        if (isHandedOver) {
            throw new RefusedException(
                    Reason.IN_USE,
                    "%s is at the end of a chain of clones that cannot grow: wait until the manager of Ceph has flattened %s, see rbd task list"
                            .formatted(source.source(), image));
        }
        session.run(new CloneCommand.Flatten(image));
    }

    /**
     * The image to flatten: without the feature deep-flatten, the snapshots of an image keep its parent. Images of snapshots have the
     * feature, and so do the temporary ones between volumes.
     */
    private ImageRef toFlatten(PoolSession session, SourceImage source) {
        return Optional.ofNullable(source.info().parent())
                .filter(_ -> !source.info().features().contains(DEEP_FLATTEN))
                .map(Parent::image)
                .filter(parent -> !parent.isInTrash())
                .filter(parent -> RbdException.emptyIfNotFound(() -> session.run(parent.byId()))
                        .filter(CloneDepth::canLoseParent)
                        .isPresent())
                .map(parent -> parent.ref())
                .orElse(source.image());
    }

    private static boolean canLoseParent(ImageInfo info) {
        return info.parent() != null && info.features().contains(DEEP_FLATTEN);
    }
}
