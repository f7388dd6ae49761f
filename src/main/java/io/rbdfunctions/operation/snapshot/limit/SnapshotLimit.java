package io.rbdfunctions.operation.snapshot.limit;

import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.operation.outcome.Refusal.Reason;
import io.rbdfunctions.operation.outcome.RefusedException;
import io.rbdfunctions.operation.outcome.TryAgainException;
import io.rbdfunctions.operation.outcome.TryAgainException.Obstacle;
import io.rbdfunctions.rbd.ManagerTasks;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.rbd.command.LinkedImage;
import io.rbdfunctions.rbd.command.ListCommand;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;

/**
 * Keeps the number of snapshots of an image below the limit of the kernel. A removed snapshot counts until its clone, the image
 * of the snapshot, is independent of the image.
 */
@Singleton
public record SnapshotLimit(ManagerTasks tasks, SnapshotConfig config) {
    /**
     * Has the manager flatten clones of an image with many snapshots.
     *
     * @throws TryAgainException if it has too many, until the manager has flattened some
     * @throws RefusedException if it has too many, and no manager flattens clones
     */
    public void require(PoolSession session, ImageRef image, ImageInfo info) {
        if (info.snapshots() <= config.flattenAbove() && info.snapshots() < config.maxOfImage()) {
            return;
        }
        boolean isFlattening = flatten(session, image, info.snapshots() - config.flattenAbove());
        if (info.snapshots() >= config.maxOfImage()) {
            throw tooMany(image, info.snapshots(), isFlattening);
        }
    }

    private RuntimeException tooMany(ImageRef image, long snapshots, boolean isFlattening) {
        String many = "rbd image %s has %d snapshots, of at most %d".formatted(image, snapshots, config.maxOfImage());
        return isFlattening
                ? new TryAgainException(Obstacle.NO_SPACE, many + "; the manager of Ceph is flattening clones of it")
                : new RefusedException(
                        Reason.IN_USE, many + ": delete snapshots, or flatten the clones that rbd children lists");
    }

    /** Whether the manager accepts to flatten a clone. */
    private boolean flatten(PoolSession session, ImageRef image, long count) {
        if (!tasks.isLikely(session.rbd(), image.poolSpec())) {
            return false;
        }
        return session.run(new ListCommand.Children(image)).stream()
                        .filter(clone -> !clone.isInTrash())
                        .map(LinkedImage::ref)
                        .limit(Math.max(1, count))
                        .filter(clone -> tasks.flatten(session.rbd(), clone))
                        .count()
                > 0;
    }
}
