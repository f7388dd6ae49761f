package io.rbdfunctions.operation.delete;

import io.rbdfunctions.concurrent.Parallel;
import io.rbdfunctions.operation.delete.Deleted.Action;
import io.rbdfunctions.operation.delete.ImageRemoval.Look;
import io.rbdfunctions.operation.image.PoolSession;
import io.rbdfunctions.rbd.command.Info.ImageInfo;
import io.rbdfunctions.volume.Capacity;
import io.rbdfunctions.volume.ceph.ImageId;
import io.rbdfunctions.volume.ceph.ImageLayout.ObjectSize;
import io.rbdfunctions.volume.ceph.ImageRef;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Deletes an image that is not to be kept: at once, or by way of the trash, if that would take too long or if the image has
 * clones.
 */
@Singleton
record PermanentDeletion(ImageRemoval removal, ManagerRemoval managerRemoval, DeletionConfig config) {
    /**
     * Moves the image to the trash if its removal would take longer than a request may take, for the sweep to purge; or longer than
     * to tell the manager, for the manager to remove.
     *
     * @param size null if unknown
     */
    Deleted run(PoolSession session, ImageRef image, @Nullable Capacity size) {
        boolean isSmall = size != null && managerRemoval.isSmall(objects(size));
        boolean isManagerPossible = !isSmall && managerRemoval.isPossible(session, image);
        if (isQuick(image, size) && !isManagerPossible) {
            return remove(session, image);
        }
        CompletableFuture<Boolean> isManagerLikely = isManagerPossible
                ? managerRemoval.askWhetherLikely(session, image)
                : CompletableFuture.completedFuture(false);
        Look look = removal.look(session, image);
        if (look.info().isEmpty()) {
            return removeLeftOver(session, image, isManagerPossible);
        }
        ImageInfo info = look.info().get();
        if (!managerRemoval.isSmall(info.objects()) && Parallel.await(isManagerLikely)) {
            return handOver(session, image, look, info);
        }
        return isQuick(image, size) || isQuick(info)
                ? remove(session, image)
                : removal.trash(session, image, look, config.purgeAfter());
    }

    /** Whether the image is known to be small, or has a name that the sweep would not purge from the trash. */
    private boolean isQuick(ImageRef image, @Nullable Capacity size) {
        return !image.name().isProvisioned() || (size != null && objects(size) <= config.removeInPlaceObjects());
    }

    /** Without an object map rbd deletes every object that the image could have, written or not. */
    private boolean isQuick(ImageInfo info) {
        return info.objects() <= config.removeInPlaceObjects()
                || info.features().contains("object-map");
    }

    private static long objects(Capacity size) {
        return size.bytes() / ObjectSize.DEFAULT.bytes();
    }

    private Deleted handOver(PoolSession session, ImageRef image, Look look, ImageInfo info) {
        Deleted moved = removal.trash(session, image, look, config.purgeAfter());
        return moved.action() != Action.TRASHED || managerRemoval.accepts(session, image, new ImageId(info.id()))
                ? moved
                : removal.remove(session, image);
    }

    /** The image is missing, in the trash, or incomplete. Removing it cleans up an incomplete one. */
    private Deleted removeLeftOver(PoolSession session, ImageRef image, boolean isManagerPossible) {
        Deleted removed = removal.remove(session, image);
        if (removed.action() != Action.ALREADY_GONE || !isManagerPossible) {
            return removed;
        }
        return managerRemoval
                .interrupted(session, image)
                .map(trashed -> managerRemoval.accepts(session, image, new ImageId(trashed.id()))
                        ? new Deleted(Action.TRASHED, image, trashed.expiresAt(), new ImageId(trashed.id()))
                        : removal.remove(session, image))
                .orElse(removed);
    }

    private Deleted remove(PoolSession session, ImageRef image) {
        return removal.removeUnlessSnapped(session, image).orElseGet(() -> leaveToClones(session, image));
    }

    /** In the trash, an image waits for its clones. If neither the sweep nor the manager would remove it there, it is kept. */
    private Deleted leaveToClones(PoolSession session, ImageRef image) {
        boolean isManagerLikely = Parallel.await(managerRemoval.askWhetherLikely(session, image));
        if (!isManagerLikely && !image.name().isProvisioned()) {
            throw removal.hasSnapshots(session, image);
        }
        Look look = removal.look(session, image);
        if (look.info().isEmpty()) {
            throw removal.hasSnapshots(session, image);
        }
        return isManagerLikely
                ? handOver(session, image, look, look.info().get())
                : removal.trash(session, image, look, config.purgeAfter());
    }
}
